package org.snowguard.bench.mutation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A small share of {@code ./dev bench mutations}, over inputs of our own. */
@Timeout(120)
class MutationTest {
  private static final int RECORDS = 400;
  private static final int FILES = 100;
  private static final long SEED = 1;

  @TempDir private Path directory;

  @Test
  void noDamagedRecordCrashesTheReaderOrCostsAnother() throws IOException {
    MutationResult result = RecordMutations.run(records(), RECORDS, SEED, directory);
    assertThat(result.failures()).isEmpty();
    assertThat(result.readAnyway()).isBetween(RECORDS / 10, RECORDS * 9 / 10);
  }

  @Test
  void noDamagedFileOfPackagesCrashesTheReaderOrCostsAnIntactPackage() {
    MutationResult result = PackageMutations.run(packages(), FILES, SEED);
    assertThat(result.failures()).isEmpty();
    assertThat(result.good()).isGreaterThan(FILES);
  }

  private static List<byte[]> records() {
    return IntStream.range(0, 50).mapToObj(MutationTest::record).toList();
  }

  private static byte[] record(int number) {
    return """
    {"dataVersion": "5.1",
     "cveMetadata": {"cveId": "CVE-2030-%d", "state": "PUBLISHED", "assignerShortName": "acme",
       "datePublished": "2030-01-02T00:00:00Z", "dateUpdated": "2030-02-03T04:05:06.789Z"},
     "containers": {
       "cna": {"providerMetadata": {"shortName": "acme"}, "title": "Überlauf in tool%d",
         "descriptions": [{"lang": "en", "value": "A heap overflow in tool%d before 1.%d."}],
         "affected": [{"vendor": "acme", "product": "tool%d", "defaultStatus": "unaffected",
           "versions": [{"version": "1.0", "lessThan": "1.%d", "status": "affected",
             "changes": [{"at": "1.2", "status": "unaffected"}]}]}],
         "references": [{"url": "https://example.org/%d", "tags": ["patch"]}],
         "metrics": [{"cvssV3_1": {"vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H"}}],
         "problemTypes": [{"descriptions": [{"cweId": "CWE-787"}]}]},
       "adp": [{"providerMetadata": {"shortName": "CISA-ADP"},
         "metrics": [{"other": {"type": "ssvc", "content": {"timestamp": "2030-01-10T00:00:00Z",
           "options": [{"Exploitation": "none"}]}}}]}]}}
    """
        .formatted(1_000 + number, number, number, number, number, number, number)
        .getBytes(UTF_8);
  }

  private static List<PackageMutations.RawPackage> packages() {
    return IntStream.range(0, 60)
        .mapToObj(
            number -> new PackageMutations.RawPackage("tools.tool" + number, packageText(number)))
        .toList();
  }

  private static byte[] packageText(int number) {
    return """
    {"name": "tool%d-1.%d", "pname": "tool%d", "version": "1.%d", "outputs": ["out"],
     "meta": {"description": "Wërkzeug", "homepage": "https://example.org/%d", "broken": false,
       "platforms": ["x86_64-linux", {"kernel": {"name": "linux"}}],
       "maintainers": [{"name": "One", "github": "one", "githubId": 11}],
       "license": [{"spdxId": "MIT"}], "knownVulnerabilities": [],
       "identifiers": {"v1": {"cpeParts": {"vendor": "acme", "product": "tool"}}}}}
    """
        .formatted(number, number, number, number, number)
        .getBytes(UTF_8);
  }
}
