package org.snowguard.world;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where channels point, as NixOS's Prometheus tells it and as files beside the packages do; with
 * every revision some packages have another version. Only the packages of the newest revision are
 * there.
 */
final class ChannelService implements Service {

  static final String QUERY = "/api/v1/query";
  static final String PACKAGES = "/packages.json.br";

  private static final List<Channel> CHANNELS =
      List.of(
          new Channel("nixos-unstable", "rolling", 1),
          new Channel("nixos-unstable-small", "rolling", 0),
          new Channel("nixos-26.05", "stable", 2));

  private final MadeFiles files;
  private final Content content;
  private final Instant begin;
  private final Function<Instant, Long> revisions;

  /**
   * A channel of the world.
   *
   * @param slower how many times as seldom it advances; 0: its packages are not published
   */
  private record Channel(String name, String status, int slower) {
    boolean isPublished() {
      return slower > 0;
    }

    long number(long revision) {
      return revision / Math.max(1, slower);
    }
  }

  /**
   * @param begin when revision 0 was made
   * @param revisions how many a channel that is not slower has had since
   */
  ChannelService(
      MadeFiles files, Content content, Instant begin, Function<Instant, Long> revisions) {
    this.files = files;
    this.content = content;
    this.begin = begin;
    this.revisions = revisions;
  }

  @Override
  public String name() {
    return "channels";
  }

  @Override
  public Answer answer(Asked asked, Instant now) throws IOException {
    if (asked.path().equals(QUERY)) {
      return metric(now);
    }
    for (Channel channel : CHANNELS) {
      String below = "/" + channel.name();
      if (asked.path().startsWith(below + "/")) {
        return file(channel, asked.path().substring(below.length()), now);
      }
    }
    return Answer.refused(404, "no such channel\n");
  }

  private Answer metric(Instant now) {
    JsonMapper json = JsonMapper.shared();
    ObjectNode answer = json.createObjectNode().put("status", "success");
    ArrayNode results = answer.putObject("data").put("resultType", "vector").putArray("result");
    for (Channel channel : CHANNELS) {
      ObjectNode result = results.addObject();
      result
          .putObject("metric")
          .put("__name__", "channel_revision")
          .put("channel", channel.name())
          .put("current", "1")
          .put("revision", commit(channel, number(channel, now)))
          .put("status", channel.status());
      result.putArray("value").add(now.getEpochSecond()).add("1");
    }
    return Answer.of(Answer.JSON, Body.of(json.writeValueAsBytes(answer)));
  }

  private Answer file(Channel channel, String file, Instant now) throws IOException {
    long number = number(channel, now);
    String commit = commit(channel, number);
    Instant at = begin.plus(Duration.ofDays(number));
    if (file.startsWith(PACKAGES) && !channel.isPublished()) {
      return Answer.refused(404, "the packages of small channels are not published\n");
    }
    return switch (file) {
      case "/git-revision" -> Answer.of(Answer.TEXT, text(commit)).changed(commit, at);
      case PACKAGES ->
          Answer.of("application/json", Body.of(packages(channel, number))).changed(commit, at);
      case PACKAGES + ".sha256" ->
          Answer.of(
              Answer.TEXT,
              text(CveFiles.sha256(packages(channel, number)) + "  packages.json.br\n"));
      default -> Answer.refused(404, "no such file\n");
    };
  }

  private static Body text(String text) {
    return Body.of(text.getBytes(StandardCharsets.UTF_8));
  }

  static Map<String, String> heads(long revision) {
    Map<String, String> heads = new TreeMap<>();
    CHANNELS.stream()
        .filter(Channel::isPublished)
        .forEach(one -> heads.put(one.name(), commit(one, one.number(revision))));
    return heads;
  }

  private long number(Channel channel, Instant now) {
    return channel.number(revisions.apply(now));
  }

  /** The number comes first, for people see the first twelve characters. */
  private static String commit(Channel channel, long number) {
    return String.format(
        Locale.ROOT, "%08x%08x%024x", number, channel.name().hashCode() & 0xffffffffL, 0);
  }

  private Path packages(Channel channel, long number) throws IOException {
    return files.get(
        "%s-%d.br".formatted(channel.name(), number), file -> write(file, channel, number));
  }

  private void write(Path file, Channel channel, long number) throws IOException {
    try (InputStream in = content.packages();
        OutputStream out =
            new Brotli(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
      PackageBumps.copy(in, out, channel.name(), number);
    }
  }
}
