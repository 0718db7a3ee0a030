package org.snowguard.server.matching;

import java.util.List;
import java.util.Map;
import org.snowguard.core.match.IndexPart;
import org.snowguard.core.match.Matcher;
import org.snowguard.server.nixpkgs.Channel;

/**
 * A matcher over the packages of one moment, with the numbers under which its results are stored.
 *
 * @param channels in the order of every output
 * @param factsIds by channel, then attribute: what a verdict is stored under
 * @param projectIds by the key that the matcher knows a project by
 * @param parts all that stored results depend on besides the record and the algorithm
 * @param algorithm that the matcher works by
 * @param fingerprint equal for indexes that give equal results
 */
public record MatchIndex(
    Matcher matcher,
    List<Channel> channels,
    Map<String, Map<String, Long>> factsIds,
    Map<String, Long> projectIds,
    List<IndexPart> parts,
    String algorithm,
    String fingerprint) {
  public MatchIndex {
    channels = List.copyOf(channels);
    parts = List.copyOf(parts);
  }

  /** With the fingerprint of its parts, which is asked for with every record that comes. */
  public MatchIndex(
      Matcher matcher,
      List<Channel> channels,
      Map<String, Map<String, Long>> factsIds,
      Map<String, Long> projectIds,
      List<IndexPart> parts,
      String algorithm) {
    this(
        matcher,
        channels,
        factsIds,
        projectIds,
        parts,
        algorithm,
        algorithm + " " + Parts.fingerprint(parts));
  }

  /** The number of a project that the matcher named. */
  public long projectId(String key) {
    Long id = projectIds.get(key);
    if (id == null) {
      throw new IllegalStateException(
          "the matcher named project '" + key + "', which was never stored");
    }
    return id;
  }

  /** What the verdict of a package is stored under. */
  public long factsId(String channel, String attribute) {
    Long id = factsIds.getOrDefault(channel, Map.of()).get(attribute);
    if (id == null) {
      throw new IllegalStateException(
          "the matcher judged " + attribute + " in " + channel + ", which is not in this index");
    }
    return id;
  }
}
