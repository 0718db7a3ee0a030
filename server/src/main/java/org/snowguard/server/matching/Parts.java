package org.snowguard.server.matching;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.snowguard.core.match.IndexPart;
import org.snowguard.core.project.ProjectGroup;
import org.snowguard.server.ingest.Fingerprints;
import org.snowguard.server.nixpkgs.Channel;
import org.snowguard.server.nixpkgs.PackageIndex;

/** Parts of an index with what the server adds to them. */
final class Parts {
  private static final int DIGEST_BYTES = 16;

  private Parts() {}

  /**
   * The matcher's parts; to the packages of a project belong its number and the channels that ship
   * it, supported or not: both are in what is stored of verdicts, so that a change of them is a
   * change of the part. Other changes of a channel's status, such as from beta to stable, change
   * nothing that is decided on.
   */
  static List<IndexPart> of(
      List<IndexPart> made,
      List<ProjectGroup> groups,
      Map<String, Long> projectIds,
      PackageIndex.Loaded loaded) {
    Map<String, ProjectGroup> byPart = HashMap.newHashMap(groups.size());
    groups.forEach(group -> byPart.put(IndexPart.builds(group.key()), group));
    return made.parallelStream()
        .map(
            part -> {
              ProjectGroup group = byPart.get(part.name());
              return group == null
                  ? part
                  : shipped(part, projectIds.get(group.key()) + shipping(group, loaded));
            })
        .toList();
  }

  private static IndexPart shipped(IndexPart part, String how) {
    return new IndexPart(part.name(), digest(List.of(part.digest(), how)), part.keys());
  }

  /** A line for each attribute. */
  private static String shipping(ProjectGroup group, PackageIndex.Loaded loaded) {
    StringBuilder text = new StringBuilder();
    for (String attribute : group.attributes()) {
      text.append('\n');
      for (Channel channel : loaded.channels()) {
        if (loaded.factsIds().getOrDefault(channel.name(), Map.of()).containsKey(attribute)) {
          text.append(' ').append(channel.name()).append(' ').append(channel.supported());
        }
      }
    }
    return text.toString();
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
