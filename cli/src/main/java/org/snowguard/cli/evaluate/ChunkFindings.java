package org.snowguard.cli.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snowguard.cli.evaluate.EvaluationReport.EvaluationProblem;
import org.snowguard.formats.json.Located;
import org.snowguard.formats.sources.EvaluatedLine;

/** What one chunk brought. */
final class ChunkFindings {
  /** Without its name nothing can be said of a package. */
  private static final String NAME = "name";

  private static final int DEEPEST = 8;

  private final SortedMap<String, String> lines = new TreeMap<>();
  private final List<EvaluationProblem> problems = new ArrayList<>();
  private final List<AttributePath> entered = new ArrayList<>();
  private long packages;
  private long failed;
  private long partial;
  private long others;

  /** Lines of the file, by attribute. */
  SortedMap<String, String> lines() {
    return lines;
  }

  List<EvaluationProblem> problems() {
    return problems;
  }

  /** Attributes of sets that are to be entered. */
  List<AttributePath> entered() {
    return entered;
  }

  long packages() {
    return packages;
  }

  long failed() {
    return failed;
  }

  long partial() {
    return partial;
  }

  long others() {
    return others;
  }

  long attributes() {
    return packages + failed + others;
  }

  void add(ChunkItem item, Located result) {
    if (result.get("package").isObject()) {
      addPackage(item, result.get("package"));
    } else if (result.get("names").isArray()) {
      enter(item.path(), result.get("names"));
    } else {
      others++;
    }
  }

  void addFailure(AttributePath path, String field, String reason) {
    failed++;
    problems.add(new EvaluationProblem(path.toString(), field, reason));
    lines.put(path.toString(), EvaluatedLine.ofError(path.toString(), reason));
  }

  private void addPackage(ChunkItem item, Located fields) {
    String attribute = item.path().toString();
    String nameless = item.unread().get(NAME);
    if (nameless != null) {
      addFailure(item.path(), NAME, nameless);
      return;
    }
    packages++;
    partial += item.unread().isEmpty() ? 0 : 1;
    item.unread()
        .forEach((field, reason) -> problems.add(new EvaluationProblem(attribute, field, reason)));
    lines.put(attribute, EvaluatedLine.ofPackage(attribute, fields, item.unread()));
  }

  private void enter(AttributePath path, Located names) {
    others++;
    if (path.names().size() >= DEEPEST) {
      problems.add(
          new EvaluationProblem(
              path.toString(),
              ChunkProcess.WHOLE_ATTRIBUTE,
              "nests deeper than %d levels: not entered".formatted(DEEPEST)));
      return;
    }
    for (Located each : names.items()) {
      String name = each.text();
      // Nixpkgs has an attribute that fails on purpose, to try those who evaluate it.
      if (name != null && !(path.names().isEmpty() && name.startsWith("AAAAAA"))) {
        entered.add(path.child(name));
      }
    }
  }
}
