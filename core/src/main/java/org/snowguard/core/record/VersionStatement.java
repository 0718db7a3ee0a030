package org.snowguard.core.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One element of {@code affected[].versions[]} in CVE JSON 5, as written: version fields hold
 * anything, prose included.
 *
 * @param version the single version, or the inclusive start of a range; empty when the record has
 *     none
 * @param lessThan exclusive end of the range, or null
 * @param lessThanOrEqual inclusive end of the range, or null
 * @param versionType how to compare ({@code semver}, {@code git}, {@code custom}, …), or null
 */
public record VersionStatement(
    String version,
    VersionStatus status,
    @Nullable String lessThan,
    @Nullable String lessThanOrEqual,
    @Nullable String versionType,
    List<VersionChange> changes) {

  public VersionStatement {
    changes = List.copyOf(changes);
  }

  /** Whether this speaks of a range, not of a single version. */
  public boolean isRange() {
    return lessThan != null || lessThanOrEqual != null || !changes.isEmpty();
  }
}
