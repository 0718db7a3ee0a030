package org.snowguard.core.issue;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.snowguard.core.triage.Remediation;
import org.snowguard.core.triage.Remediation.Kind;

/** What an issue as a whole takes, from what each of its affected packages takes. */
public final class Remedies {

  /** The one that takes most work first. */
  private static final List<Kind> BY_WORK =
      List.of(
          Kind.NONE_YET,
          Kind.REMOVE_OR_MARK_INSECURE,
          Kind.MODULE_OR_CONFIGURATION,
          Kind.PATCH,
          Kind.BUMP,
          Kind.BUMP_WITHIN_MINOR);

  private Remedies() {}

  /** The most demanding one: the issue is not mended before it is done. */
  public static Kind propose(Collection<Remediation> ofPackages) {
    return ofPackages.stream()
        .map(Remediation::kind)
        .min(Comparator.comparingInt(BY_WORK::indexOf))
        .orElse(Kind.NONE_YET);
  }
}
