package org.snowguard.core.version;

/** An order together with the reason, where there is none. */
enum Finding {
  LESS(Order.LESS, ""),
  EQUAL(Order.EQUAL, ""),
  GREATER(Order.GREATER, ""),
  TOO_LONG(Order.UNKNOWN, "longer than " + VersionParser.MAXIMUM_LENGTH + " characters"),
  NOT_A_VERSION(Order.UNKNOWN, "not a version"),
  NUMBER_TOO_LONG(Order.UNKNOWN, "a number of more than 18 digits"),
  HASH(Order.UNKNOWN, "a commit hash says nothing about order"),
  COMMITS(Order.UNKNOWN, "commits are ordered by their repository, not by their text"),
  PSEUDO_VERSION(Order.UNKNOWN, "a pseudo-version of Go names a commit, not a release"),
  SCHEMES(Order.UNKNOWN, "read under different version schemes"),
  EPOCHS(Order.UNKNOWN, "different epochs"),
  PREFIXES(Order.UNKNOWN, "different prefixes"),
  METADATA(Order.UNKNOWN, "they differ in build metadata only"),
  CALENDAR(Order.UNKNOWN, "one counts years, the other does not"),
  SCALE(Order.UNKNOWN, "the bound is on another scale than the project's known versions"),
  UNRELEASED(Order.UNKNOWN, "a snapshot without a release before it compares by date only"),
  SNAPSHOT(Order.UNKNOWN, "a snapshot newer than a release below the bound"),
  SNAPSHOT_PAIR(Order.UNKNOWN, "two snapshots that only their dates could order"),
  EXTRA_NUMBERS(
      Order.UNKNOWN, "it depends on what the number behind the dash or patch letter means"),
  DATED(Order.UNKNOWN, "a state with nothing but a date may lie before the release or after it"),
  TOKENS(Order.UNKNOWN, "no rule orders the parts in which they differ");

  private final Order order;
  private final String reason;

  Finding(Order order, String reason) {
    this.order = order;
    this.reason = reason;
  }

  Order order() {
    return order;
  }

  String reason() {
    return reason;
  }

  static Finding of(Order order, Finding unknown) {
    return switch (order) {
      case LESS -> LESS;
      case EQUAL -> EQUAL;
      case GREATER -> GREATER;
      case UNKNOWN -> unknown;
    };
  }
}
