package org.snowguard.formats.epss;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EpssReaderTest {

  private static final String HEAD =
      "#model_version:v2025.03.14,score_date:2026-11-20T12:55:00Z\ncve,epss,percentile\n";

  private final List<EpssScore> scores = new ArrayList<>();

  private EpssReading read(String text) throws IOException {
    return EpssReader.read(new ByteArrayInputStream(text.getBytes(UTF_8)), scores::add);
  }

  @Test
  void scoresWithModelAndDate() throws IOException {
    EpssReading reading = read(HEAD + "CVE-1999-0001,0.01025,0.76557\nCVE-2021-44228,0.94358,1\n");
    assertThat(scores)
        .containsExactly(
            new EpssScore("CVE-1999-0001", 0.01025f, 0.76557f),
            new EpssScore("CVE-2021-44228", 0.94358f, 1f));
    assertThat(reading.model()).isEqualTo("v2025.03.14");
    assertThat(reading.scoredAt()).isEqualTo(Instant.parse("2026-11-20T12:55:00Z"));
    assertThat(reading.read()).isEqualTo(2);
    assertThat(reading.problems()).isEmpty();
  }

  @Test
  void endlessLineIsRefused() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
      gzip.write(HEAD.getBytes(UTF_8));
      gzip.write(new byte[10 << 20]);
    }
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                EpssReader.readCompressed(
                    new ByteArrayInputStream(bomb.toByteArray()), scores::add))
        .withMessageContaining("line 3 is longer than 1,024 characters");
  }

  @Test
  void linesWithoutEndAreRefused() throws IOException {
    BoundedLines lines = new BoundedLines(new StringReader("\n\none\r\ntwo"), 3);
    assertThat(lines.next()).isEmpty();
    assertThat(lines.next()).isEmpty();
    assertThat(lines.next()).isEqualTo("one\r");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(lines::next)
        .withMessageContaining("more than 3 lines");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T12:55:00Z,      2026-11-20T12:55:00Z",
    "2024-11-20T00:00:00+0000,  2024-11-20T00:00:00Z",
    "2024-11-20T01:00:00+01:00, 2024-11-20T00:00:00Z"
  })
  void dateInTheFormsOfTheYears(String written, Instant meant) throws IOException {
    String head = "#model_version:v1,score_date:" + written + "\ncve,epss,percentile\n";
    assertThat(read(head).scoredAt()).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CVE-2024-1,0.5,0.5",
        "GHSA-xxxx,0.5,0.5",
        "CVE-2024-0001,1.5,0.5",
        "CVE-2024-0001,-0.1,0.5",
        "CVE-2024-0001,NaN,0.5",
        "CVE-2024-0001,much,0.5",
        "CVE-2024-0001,0.5"
      })
  void badRowIsToldAndTheRestGoesOn(String row) throws IOException {
    EpssReading reading = read(HEAD + row + "\nCVE-2024-0002,0.5,0.6\n");
    assertThat(scores).extracting(EpssScore::cve).containsExactly("CVE-2024-0002");
    assertThat(reading.skipped()).isEqualTo(1);
    assertThat(reading.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem).startsWith("line 3:").contains(row));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html><body>Busy</body></html>", "a,b,c\n1,2,3\n"})
  void anotherTextIsRefused(String text) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> read(text))
        .withMessageContaining("are these EPSS scores?");
  }

  @Test
  void filesThatWereJoinedAreRefused() {
    String file = HEAD + "CVE-2024-0001,0.5,0.6\n";
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> read(file + file))
        .withMessageContaining("line 5 is a second header");
  }

  @Test
  void cutOffFileIsRefused() throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(whole)) {
      gzip.write((HEAD + "CVE-2024-0001,0.5,0.6\n").getBytes(UTF_8));
    }
    byte[] half = Arrays.copyOf(whole.toByteArray(), whole.size() - 9);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> EpssReader.readCompressed(new ByteArrayInputStream(half), scores::add));
    EpssReader.readCompressed(new ByteArrayInputStream(whole.toByteArray()), scores::add);
    assertThat(scores).isNotEmpty();
  }
}
