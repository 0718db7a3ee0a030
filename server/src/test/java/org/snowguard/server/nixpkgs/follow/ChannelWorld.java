package org.snowguard.server.nixpkgs.follow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.ingest.Fingerprints;
import org.snowguard.server.ingest.source.FakeService;

/** Channels as NixOS publishes them, on a service that a test can break. */
final class ChannelWorld implements AutoCloseable {

  static final String METRIC = "/api/v1/query";

  /** In place of a package: an entry that is no package. */
  static final String UNREADABLE = "unreadable";

  final FakeService service = new FakeService();
  private final Map<String, String> metric = new TreeMap<>();

  static String revision(int number) {
    // Pages and errors show the first twelve.
    return "%012x".formatted(number) + "0".repeat(28);
  }

  static String packagesPath(String channel) {
    return "/" + channel + "/packages.json.br";
  }

  static String revisionPath(String channel) {
    return "/" + channel + "/git-revision";
  }

  /** Points a channel to a revision, everywhere, with packages such as {@code zlib 1.3}. */
  void publish(String channel, int revision, @Nullable String status, String... packages) {
    files(channel, revision, packages);
    announce(channel, revision, status);
  }

  /** Only where all channels are listed. */
  void announce(String channel, int revision, @Nullable String status) {
    String label = status == null ? "" : ",\"status\":\"%s\"".formatted(status);
    metric.put(
        channel,
        "{\"metric\":{\"channel\":\"%s\",\"revision\":\"%s\"%s},\"value\":[1795000000,\"1\"]}"
            .formatted(channel, revision(revision), label));
    service.put(
        METRIC,
        "application/json",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[%s]}}"
            .formatted(String.join(",", metric.values()))
            .getBytes(UTF_8));
  }

  /** Only the files of the channel. */
  void files(String channel, int revision, String... packages) {
    point(channel, revision);
    service.put(
        packagesPath(channel), "application/octet-stream", stored(json(packages).getBytes(UTF_8)));
  }

  /** Only the file that tells the revision. */
  void point(String channel, int revision) {
    service.put(revisionPath(channel), "text/plain", (revision(revision) + "\n").getBytes(UTF_8));
  }

  void checksum(String channel, String text) {
    service.put(packagesPath(channel) + ".sha256", "text/plain", text.getBytes(UTF_8));
  }

  static String sha256(String... packages) {
    return HexFormat.of()
        .formatHex(Fingerprints.sha256().digest(stored(json(packages).getBytes(UTF_8))));
  }

  private static String json(String... packages) {
    List<String> entries = new ArrayList<>();
    for (String text : packages) {
      if (text.startsWith(UNREADABLE)) {
        entries.add("\"%s\":[]".formatted(text));
        continue;
      }
      String[] parts = text.split(" ", 2);
      entries.add(
          """
          "%s":{"name":"%s-%s","pname":"%s","version":"%s","system":"x86_64-linux","meta":{}}\
          """
              .formatted(parts[0], parts[0], parts[1], parts[0], parts[1]));
    }
    return "{\"version\":2,\"packages\":{%s}}".formatted(String.join(",", entries));
  }

  /** Brotli's stored blocks (RFC 7932, 9.2), as no encoder is at hand. */
  private static byte[] stored(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int shift = 1;
    for (int from = 0; from < content.length; from += 1 << 16) {
      int length = Math.min(1 << 16, content.length - from);
      int header = ((length - 1) << 3 | 1 << 19) << shift;
      out.write(header);
      out.write(header >>> 8);
      out.write(header >>> 16);
      out.write(content, from, length);
      shift = 0;
    }
    out.write(0b11 << shift);
    return out.toByteArray();
  }

  List<FakeService.Asked> askedFor(String path) {
    return service.asked().stream().filter(asked -> asked.path().equals(path)).toList();
  }

  @Override
  public void close() {
    service.close();
  }
}
