package org.snowguard.server.nixpkgs;

import org.jspecify.annotations.Nullable;

/** What to say of a package whose patches are not known. */
public final class UnreadPatches {

  // As long as in the names of NixOS's releases.
  private static final int SHOWN = 12;

  /**
   * What {@link #note} needs beside {@code package_facts.patches_known}, as columns {@code
   * revision} and {@code carried_from} of a query over {@code channel}: where the channel stands,
   * and the revision whose patches it kept; empty where that has no name, null where none were.
   */
  public static final String COLUMNS =
      """
      (select snapshot.revision from snapshot where snapshot.channel_id = channel.id
        order by snapshot.id desc limit 1) as revision,
      (select case when standing.sources_fingerprint is null and standing.patches_snapshot is not null
          then coalesce(evaluated.revision, '') end
        from snapshot standing left join snapshot evaluated on evaluated.id = standing.patches_snapshot
        where standing.channel_id = channel.id order by standing.id desc limit 1) as carried_from
      """;

  private UnreadPatches() {}

  /**
   * @param revision where the package's channel stands, or null where that is not known
   */
  public static String words(@Nullable String revision) {
    return "patches of %s not read yet"
        .formatted(revision == null ? "this snapshot" : "r" + shortly(revision));
  }

  private static String named(String revision) {
    return revision.isEmpty() ? "an earlier snapshot" : "r" + shortly(revision);
  }

  /** Enough of a revision to know it by. */
  public static String shortly(String revision) {
    return revision.length() <= SHOWN ? revision : revision.substring(0, SHOWN);
  }

  /**
   * Put behind a verdict that a patch might change; empty for others.
   *
   * @param verdict its word
   * @param carriedFrom the revision whose patches were kept, empty where that has no name; null:
   *     none were
   */
  public static String note(
      String verdict,
      boolean patchesKnown,
      @Nullable String revision,
      @Nullable String carriedFrom) {
    if (patchesKnown) {
      return carriedFrom != null && verdict.equals("patched")
          ? "by the patches of %s, %s".formatted(named(carriedFrom), words(revision))
          : "";
    }
    return switch (verdict) {
      case "affected" -> "affected by version, " + words(revision);
      case "unknown" -> words(revision);
      default -> "";
    };
  }
}
