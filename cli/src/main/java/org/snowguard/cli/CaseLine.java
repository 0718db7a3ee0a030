package org.snowguard.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.match.CaseMatcher;
import org.snowguard.formats.archive.Decompression;
import org.snowguard.formats.json.CompactJson;
import org.snowguard.formats.json.Json;
import org.snowguard.formats.json.Json.JsonLiteral;
import org.snowguard.formats.json.Json.JsonObject;
import org.snowguard.formats.json.Json.JsonText;
import org.snowguard.formats.json.JsonDocument;
import org.snowguard.formats.json.JsonLines;
import org.snowguard.formats.json.Located;

/**
 * A line of the file of cases: a question, with whatever else the asker wrote there.
 *
 * @param fields the whole line, in its order; they come back with the answer
 */
record CaseLine(int number, Map<String, Json> fields, String cve, CaseMatcher.Case asked) {

  /**
   * What was said to a case.
   *
   * @param code the reason's code; one of ours where there was no record to judge by
   */
  record Answer(String verdict, String code, String text, @Nullable String resolvedProject) {
    static Answer of(CaseMatcher.Answer answer) {
      return new Answer(
          answer.judgement().verdict().text(),
          answer.judgement().code().text(),
          answer.judgement().text(),
          answer.resolvedProject());
    }

    static Answer withoutRecord(String cve) {
      return new Answer("unknown", "no_record", "no record given has the id " + cve, null);
    }
  }

  /** The readable lines of a file, plain or compressed; each other is reported. */
  static List<CaseLine> readAll(Path file, Problems problems) throws IOException {
    List<CaseLine> cases = new ArrayList<>();
    try (JsonLines lines = new JsonLines(new BufferedInputStream(Decompression.open(file)))) {
      int number = 0;
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        number++;
        if (!isBlank(line)) {
          read(file, number, line, cases, problems);
        }
      }
    }
    return cases;
  }

  private static boolean isBlank(byte[] line) {
    for (byte each : line) {
      if (each > ' ' || each < 0) {
        return false;
      }
    }
    return true;
  }

  private static void read(
      Path file, int number, byte[] line, List<CaseLine> cases, Problems problems) {
    String place = "%s line %d: ".formatted(file, number);
    switch (JsonDocument.parse(line)) {
      case JsonDocument.Malformed(String reason) -> problems.report(place + reason);
      case JsonDocument.Parsed(Located root, List<String> remarks) -> {
        remarks.forEach(remark -> problems.report(place + remark));
        List<String> missing =
            List.of("cve", "attribute", "version").stream()
                .filter(name -> Objects.requireNonNullElse(root.text(name), "").isBlank())
                .toList();
        if (missing.isEmpty()) {
          cases.add(of(number, root));
        } else {
          problems.report(
              place
                  + "has no "
                  + String.join(", no ", missing)
                  + "; a case is {\"cve\",\"project\",\"attribute\",\"version\"}");
        }
      }
    }
  }

  private static CaseLine of(int number, Located root) {
    Map<String, Json> fields = new LinkedHashMap<>();
    root.fields().forEach(field -> fields.put(field.step(), field.value()));
    return new CaseLine(
        number,
        fields,
        text(root, "cve"),
        new CaseMatcher.Case(
            text(root, "attribute"), text(root, "project"), text(root, "version")));
  }

  private static String text(Located root, String field) {
    return Objects.requireNonNullElse(root.text(field), "").strip();
  }

  /** The line as it came, with the answer behind it; an answer of before is replaced. */
  byte[] answered(Answer answer) {
    Map<String, Json> line = new LinkedHashMap<>(fields);
    List.of("verdict", "reason", "resolvedProject").forEach(line::remove);
    line.put("verdict", new JsonText(answer.verdict()));
    Map<String, Json> reason = new LinkedHashMap<>();
    reason.put("code", new JsonText(answer.code()));
    reason.put("text", new JsonText(answer.text()));
    line.put("reason", new JsonObject(reason));
    String project = answer.resolvedProject();
    line.put("resolvedProject", project == null ? JsonLiteral.NULL : new JsonText(project));
    return CompactJson.bytes(new JsonObject(line));
  }
}
