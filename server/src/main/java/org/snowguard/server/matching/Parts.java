package org.snowguard.server.matching;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.snowguard.core.match.IndexPart;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.project.ProjectGroup;
import org.snowguard.server.ingest.Fingerprints;
import org.snowguard.server.nixpkgs.Channel;

/** Parts of an index with what the server adds to them. */
final class Parts {
  private static final int DIGEST_BYTES = 16;

  private Parts() {}

  /**
   * The matcher's parts with the project's number and the channels that ship it, supported or not:
   * both are in what is stored, so that a change of them is a change of the part. Other changes of
   * a channel's status, such as from beta to stable, change nothing that is decided on.
   */
  static List<IndexPart> of(
      List<IndexPart> made,
      List<ProjectGroup> groups,
      Map<String, Long> projectIds,
      List<Channel> channels,
      List<ChannelPackages> packages) {
    Map<String, StringBuilder> shippedIn = new HashMap<>();
    for (int i = 0; i < channels.size(); i++) {
      String channel = " " + channels.get(i).name() + " " + channels.get(i).supported();
      packages
          .get(i)
          .packages()
          .forEach(
              one ->
                  shippedIn
                      .computeIfAbsent(one.attribute(), a -> new StringBuilder())
                      .append(channel));
    }
    Map<String, String> added = new HashMap<>();
    for (ProjectGroup group : groups) {
      StringBuilder text = new StringBuilder("number ").append(projectIds.get(group.key()));
      for (String attribute : group.attributes()) {
        text.append('\n').append(shippedIn.getOrDefault(attribute, new StringBuilder()));
      }
      added.put("project " + group.key(), text.toString());
    }
    List<IndexPart> parts = new ArrayList<>(made.size());
    for (IndexPart part : made) {
      String digest = digest(List.of(part.digest(), added.getOrDefault(part.name(), "")));
      parts.add(new IndexPart(part.name(), digest, part.keys()));
    }
    return parts;
  }

  /** Over the contents, in the order in which every index has them. */
  static String fingerprint(List<IndexPart> parts) {
    return digest(parts.stream().map(part -> part.name() + " " + part.digest()).toList());
  }

  private static String digest(List<String> lines) {
    MessageDigest digest = Fingerprints.sha256();
    lines.forEach(line -> digest.update((line + "\n").getBytes(UTF_8)));
    return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), DIGEST_BYTES));
  }
}
