package org.snowguard.bench.matching;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snowguard.core.match.CaseMatcher;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.core.verdict.Verdict;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A labelled case: is this version of this package affected, and what did the rules say? */
public record VerdictCase(
    String cve,
    String attribute,
    String version,
    Verdict truth,
    boolean needsKnowledge,
    Verdict said) {

  /** Judges every labelled case whose record is at hand. */
  public static List<VerdictCase> judge(Path labels, Map<String, VulnerabilityRecord> records)
      throws IOException {
    JsonMapper json = new JsonMapper();
    CaseMatcher matcher = CaseMatcher.withoutPackages();
    List<VerdictCase> cases = new ArrayList<>();
    for (String line : Files.readAllLines(labels)) {
      JsonNode label = json.readTree(line);
      VulnerabilityRecord record = records.get(label.path("cve").asString());
      if (record != null) {
        cases.add(judge(matcher, label, record));
      }
    }
    return cases;
  }

  private static VerdictCase judge(
      CaseMatcher matcher, JsonNode label, VulnerabilityRecord record) {
    CaseMatcher.Case asked =
        new CaseMatcher.Case(
            label.path("attribute").asString(),
            label.path("project").asString(),
            label.path("version").asString());
    return new VerdictCase(
        record.id(),
        asked.attribute(),
        asked.version(),
        Verdict.valueOf(label.path("truth").asString()),
        label.path("from").asString().equals("knowledge"),
        matcher.judge(record, asked).judgement().verdict());
  }

  boolean isRight() {
    return said == truth;
  }

  boolean isWrong(Verdict verdict) {
    return said == verdict && !isRight();
  }

  boolean abstains() {
    return said == Verdict.UNKNOWN && !isRight();
  }
}
