package org.snowguard.formats.channel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelRevisionReaderTest {

  private static final String ONE = "1".repeat(40);
  private static final String TWO = "2".repeat(40);

  private static ChannelRevisions metric(String results) {
    return read(
        "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[%s]}}"
            .formatted(results));
  }

  private static ChannelRevisions read(String json) {
    try {
      return ChannelRevisionReader.metric(new ByteArrayInputStream(json.getBytes(UTF_8)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String result(String channel, String revision, String more) {
    return "{\"metric\":{\"channel\":\"%s\",\"revision\":\"%s\"%s},\"value\":[1795000000,\"1\"]}"
        .formatted(channel, revision, more);
  }

  @Test
  void channelsComeByName() {
    ChannelRevisions read =
        metric(
            result("nixos-unstable", ONE, ",\"status\":\"rolling\",\"variant\":\"primary\"")
                + ","
                + result("nixos-26.05-small", TWO, ""));
    assertThat(read.revisions())
        .containsExactly(
            new ChannelRevision("nixos-26.05-small", TWO, null),
            new ChannelRevision("nixos-unstable", ONE, "rolling"));
    assertThat(read.problems()).isEmpty();
  }

  @Test
  void channelWithTwoRevisionsIsLeftOut() {
    ChannelRevisions read =
        metric(
            result("nixos-unstable", ONE, "")
                + ","
                + result("nixos-unstable", TWO, "")
                + ","
                + result("nixos-26.05", TWO, ""));
    assertThat(read.revisions())
        .extracting(ChannelRevision::channel)
        .containsExactly("nixos-26.05");
    assertThat(read.problems()).singleElement().asString().contains("nixos-unstable", "two");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "master", "nixos-../../etc", "nixos-unstable/..", "nixos-a..b", "nixos-A"})
  void otherNamesAreNoChannels(String name) {
    ChannelRevisions read = metric(result(name, ONE, "") + "," + result("nixos-26.05", ONE, ""));
    assertThat(read.revisions()).hasSize(1);
    assertThat(read.problems()).singleElement().asString().contains("/data/result/0/metric");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1234567", "zzzz", "<html>"})
  void otherTextsAreNoRevisions(String revision) {
    assertThat(metric(result("nixos-26.05", revision, "")).revisions()).isEmpty();
    assertThat(ChannelRevisionReader.file(revision)).isEmpty();
  }

  @Test
  void fileMayEndInALine() {
    assertThat(ChannelRevisionReader.file(ONE + "\n")).contains(ONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"status\":\"error\",\"error\":\"busy\"}",
        "{\"status\":\"success\",\"data\":",
        "[]",
        "<html></html>",
      })
  void anythingElseIsAProblem(String json) {
    assertThat(read(json).revisions()).isEmpty();
    assertThat(read(json).problems()).isNotEmpty();
  }
}
