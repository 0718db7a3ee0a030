package org.snowguard.formats.osv;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of our own in the OSV format, schema 1.7.
 *
 * @param id in the form that {@link OsvWriter} is told to write
 * @param withdrawn when it was, or null
 * @param upstream ids of the flaws that it speaks of: it is about packages of ours, no alias of
 *     theirs
 * @param details Markdown
 * @param severities CVSS vectors, each with the type that the schema knows
 * @see <a href="https://ossf.github.io/osv-schema/">OSV schema</a>
 */
public record OsvAdvisory(
    String id,
    Instant modified,
    Instant published,
    @Nullable Instant withdrawn,
    List<String> upstream,
    String summary,
    String details,
    List<Severity> severities,
    List<Affected> affected,
    List<Link> references,
    String page,
    String state) {

  public OsvAdvisory {
    upstream = List.copyOf(upstream);
    severities = List.copyOf(severities);
    affected = List.copyOf(affected);
    references = List.copyOf(references);
  }

  /** A CVSS vector: {@code CVSS_V3}. */
  public record Severity(String type, String vector) {}

  /**
   * A package of nixpkgs.
   *
   * @param purl without a version
   * @param versions that are affected as far as snapshots were seen, sorted
   * @param channels how it stands in each
   * @param commits the fix and every backport of it; empty while none is known
   */
  public record Affected(
      String attribute,
      String purl,
      List<String> versions,
      List<InChannel> channels,
      List<String> commits) {
    public Affected {
      versions = List.copyOf(versions);
      channels = List.copyOf(channels);
      commits = List.copyOf(commits);
    }
  }

  /** How a package stands in a channel. */
  public record InChannel(String channel, @Nullable String version, String status) {}

  /** A reference of a type that the schema knows: {@code FIX}. */
  public record Link(String type, String url) {}
}
