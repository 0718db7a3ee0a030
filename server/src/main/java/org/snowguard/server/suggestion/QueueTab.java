package org.snowguard.server.suggestion;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The lists that the queue is divided into. */
public enum QueueTab {
  PENDING("Pending"),
  WEAK("Weak"),
  BACKLOG("Backlog"),
  SETTLED("Settled by machine"),
  RULED("Settled by rule"),
  /** Those with an open proposal or a verdict disputed by a maintainer, wherever they stand. */
  PROPOSALS("Proposals"),
  SNOOZED("Snoozed"),
  DISMISSED("Dismissed"),
  ACCEPTED("Accepted"),
  /** All but what was withdrawn: for lists of a project or a package. */
  ALL("All");

  private final String label;

  QueueTab(String label) {
    this.label = label;
  }

  /** The spelling of addresses and of every output. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String label() {
    return label;
  }

  List<String> states() {
    return standings().stream().map(Standing::text).toList();
  }

  private Set<Standing> standings() {
    return switch (this) {
      case PENDING -> EnumSet.of(Standing.PENDING);
      case WEAK -> EnumSet.of(Standing.WEAK);
      case BACKLOG -> EnumSet.of(Standing.BACKLOG);
      case SETTLED -> EnumSet.of(Standing.SETTLED);
      case RULED -> EnumSet.of(Standing.RULED);
      case PROPOSALS -> EnumSet.noneOf(Standing.class);
      case SNOOZED -> EnumSet.of(Standing.SNOOZED);
      case DISMISSED -> EnumSet.of(Standing.DISMISSED);
      case ACCEPTED -> EnumSet.of(Standing.ACCEPTED);
      case ALL -> EnumSet.complementOf(EnumSet.of(Standing.WITHDRAWN));
    };
  }
}
