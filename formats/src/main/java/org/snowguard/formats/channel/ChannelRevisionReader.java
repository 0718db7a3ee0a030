package org.snowguard.formats.channel;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.snowguard.formats.json.JsonBounds;
import org.snowguard.formats.json.JsonDocument;
import org.snowguard.formats.json.Located;

/** Reads where channels point, from NixOS's monitoring or from a channel's own file. */
public final class ChannelRevisionReader {

  // Names become parts of addresses and of paths.
  private static final Pattern NAME = Pattern.compile("(?:nixos|nixpkgs)-[a-z0-9][a-z0-9.-]{0,60}");
  private static final Pattern REVISION = Pattern.compile("[0-9a-f]{40}");

  private ChannelRevisionReader() {}

  /** Whether this can be the name of a channel. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches() && !text.contains("..");
  }

  /** The commit in a file {@code git-revision}; empty if there is none in it. */
  public static Optional<String> file(String text) {
    return Optional.of(text.strip()).filter(stripped -> REVISION.matcher(stripped).matches());
  }

  /**
   * The answer of Prometheus to the query {@code channel_revision}. While a channel advances, its
   * old and its new revision may both be in it: such a channel is left out. Leaves the stream open.
   */
  public static ChannelRevisions metric(InputStream json) throws IOException {
    return switch (JsonDocument.parse(json.readNBytes(JsonBounds.RECORD_BYTES + 1))) {
      case JsonDocument.Malformed(String reason) ->
          new ChannelRevisions(List.of(), List.of("not a JSON text: " + reason));
      case JsonDocument.Parsed(Located root, List<String> _) -> metric(root);
    };
  }

  private static ChannelRevisions metric(Located root) {
    List<String> problems = new ArrayList<>();
    if (!"success".equals(root.text("status"))) {
      problems.add("the query did not succeed: " + root.text("error"));
    }
    Located results = root.get("data").get("result");
    if (!results.isArray()) {
      problems.add("no list 'data.result' in it: is this Prometheus' answer to a query?");
    }
    Map<String, ChannelRevision> found = new TreeMap<>();
    TreeSet<String> twofold = new TreeSet<>();
    for (Located result : results.items()) {
      Located metric = result.get("metric");
      String channel = metric.text("channel");
      String revision = metric.text("revision");
      if (channel == null || !isName(channel)) {
        problems.add("%s: no name of a channel".formatted(metric.pointer()));
      } else if (revision == null || file(revision).isEmpty()) {
        problems.add("%s: %s has no commit for its revision".formatted(metric.pointer(), channel));
      } else {
        ChannelRevision read = new ChannelRevision(channel, revision, metric.text("status"));
        ChannelRevision other = found.put(channel, read);
        if (other != null && !other.revision().equals(revision)) {
          twofold.add(channel);
        }
      }
    }
    for (String channel : twofold) {
      found.remove(channel);
      problems.add("%s has two revisions at once, so neither was taken".formatted(channel));
    }
    return new ChannelRevisions(List.copyOf(found.values()), problems);
  }
}
