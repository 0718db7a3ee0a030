package org.snowguard.bench.matching;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.PackageMetadata;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.core.verdict.EntryChoice;
import org.snowguard.core.verdict.ProjectVersions;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.core.verdict.VerdictRules;
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
    List<VerdictCase> cases = new ArrayList<>();
    for (String line : Files.readAllLines(labels)) {
      JsonNode label = json.readTree(line);
      VulnerabilityRecord record = records.get(label.path("cve").asString());
      if (record != null) {
        cases.add(judge(label, record));
      }
    }
    return cases;
  }

  private static VerdictCase judge(JsonNode label, VulnerabilityRecord record) {
    String attribute = label.path("attribute").asString();
    String project = label.path("project").asString();
    String version = label.path("version").asString();
    NixPackage pkg =
        new NixPackage(
            attribute, project + "-" + version, project, version, PackageMetadata.NONE, null);
    return new VerdictCase(
        record.id(),
        attribute,
        version,
        Verdict.valueOf(label.path("truth").asString()),
        label.path("from").asString().equals("knowledge"),
        VerdictRules.of(record, EntryChoice.named(record, List.of(project, pkg.attributeLeaf())))
            .judge(pkg, ProjectVersions.NONE)
            .verdict());
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
