package org.snowguard.core.status;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Where a vulnerability of a package stands in a channel, worst first. */
public enum Status {
  AFFECTED,
  /** Affected; a pull request that fixes it is open, or merged somewhere before the branch. */
  FIX_PROPOSED,
  /** The channel's branch has the fix, the channel does not. */
  FIX_MERGED,
  /** Nobody can tell by the records, and nobody has taken it up. */
  UNKNOWN,
  /** Nobody can tell by the records; people have taken it up. */
  UNDER_INVESTIGATION,
  /** {@code meta.knownVulnerabilities} names it: whoever installs it is told. */
  ACKNOWLEDGED,
  /** People decided to live with it. */
  ACCEPTED_RISK,
  FIXED,
  NOT_AFFECTED;

  /** The spelling of every output: {@code fix_proposed}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For people: {@code fix proposed}. */
  public String label() {
    return text().replace('_', ' ');
  }

  /** Whether something is left to do. */
  public boolean isOpen() {
    return compareTo(UNDER_INVESTIGATION) <= 0;
  }

  /** Whether the package is known to be affected and nobody has mitigated it. */
  public boolean isAffected() {
    return compareTo(FIX_MERGED) <= 0;
  }

  public static Optional<Status> of(String text) {
    return Arrays.stream(values()).filter(status -> status.text().equals(text)).findFirst();
  }

  /** The worst of some; empty where there are none. */
  public static Optional<Status> worst(Collection<Status> statuses) {
    return statuses.stream().min(Comparator.naturalOrder());
  }
}
