package org.snowguard.formats.archive;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What came of reading an input: entries as {@code label=content}, and problems. */
record Reading(List<String> labels, List<String> contents, List<InputProblem> problems) {

  static Reading of(Path input) {
    return of(input, Limits.DEFAULT);
  }

  static Reading of(Path input, Limits limits) {
    Reading reading = new Reading(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    InputFiles.reportingTo(reading.problems::add).withLimits(limits).forEach(input, reading::add);
    return reading;
  }

  void add(InputEntry entry) {
    labels.add(entry.path());
    contents.add(new String(entry.bytes(), StandardCharsets.UTF_8));
  }

  List<InputProblem.Kind> kinds() {
    return problems.stream().map(InputProblem::kind).toList();
  }
}
