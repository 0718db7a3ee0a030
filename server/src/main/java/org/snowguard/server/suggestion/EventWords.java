package org.snowguard.server.suggestion;

/** The kinds of events of this package in words: {@code dismissed it}. */
public final class EventWords {

  private EventWords() {}

  /** What happened, to be put behind who did it. */
  public static String of(String kind) {
    return switch (kind) {
      case "suggestion.accepted" -> "accepted it";
      case "suggestion.dismissed" -> "dismissed it";
      case "suggestion.snoozed" -> "snoozed it";
      case "suggestion.package_removed" -> "took a package off the card";
      case "suggestion.package_restored" -> "put a package back on the card";
      case "suggestion.linked" -> "linked it by hand";
      case "suggestion.taken_from_backlog" -> "took it from the backlog";
      case "suggestion.collected" -> "put it into a draft by a rule";
      case "suggestion.ruled" -> "settled it by a rule until the fix is shipped";
      case "suggestion.fulfilled" -> "saw the fix shipped that a rule waited for";
      case "suggestion.undone" -> "undid an action";
      case "suggestion.reopened" -> "brought it back";
      case "suggestion.queued" -> "put it into the queue";
      case "suggestion.unqueued" -> "took it out of the queue";
      case "suggestion.moved" -> "let it follow its packages to another project";
      case "suggestion.withdrawn" -> "withdrew it";
      case "proposal.made" -> "made a proposal";
      case "proposal.accepted" -> "accepted a proposal";
      case "proposal.declined" -> "declined a proposal";
      case "refutation.made" -> "disputed a verdict";
      case "refutation.confirmed" -> "agreed to a maintainer";
      case "refutation.rejected" -> "disagreed with a maintainer";
      default -> "changed it";
    };
  }
}
