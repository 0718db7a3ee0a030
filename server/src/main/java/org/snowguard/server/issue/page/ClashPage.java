package org.snowguard.server.issue.page;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.account.ActorNames;
import org.snowguard.server.issue.edit.EditOutcome;
import org.snowguard.server.issue.edit.EditOutcome.FieldClash;
import org.snowguard.server.issue.edit.FieldEdit;
import org.snowguard.server.issue.edit.FieldValue;

/**
 * Two people changed the same: both texts, and a form that decides.
 *
 * @param category as problems have it in JSON
 * @param revision an edit that names it replaces what is there now
 */
public record ClashPage(
    String category, long issueId, int revision, List<Clash> clashes, List<Rest> rest) {

  public ClashPage {
    clashes = List.copyOf(clashes);
    rest = List.copyOf(rest);
  }

  /** One field with both; empty: what the machine says. */
  public record Clash(
      String field,
      String name,
      String yours,
      String reason,
      String theirs,
      String by,
      Instant at) {}

  /** What else was asked for, which nobody else touched. */
  public record Rest(String field, String name, String yours, String reason) {}

  static ClashPage of(EditOutcome.Clashed clashed, ActorNames names) {
    return new ClashPage(
        "conflict",
        clashed.issueId(),
        clashed.revision(),
        clashed.clashes().stream().map(clash -> clash(clash, names)).toList(),
        clashed.edits().stream()
            .filter(
                edit ->
                    clashed.clashes().stream()
                        .noneMatch(clash -> clash.field().equals(edit.field())))
            .map(ClashPage::rest)
            .toList());
  }

  private static Clash clash(FieldClash clash, ActorNames names) {
    Long by = clash.by();
    FieldValue yours = clash.yours();
    return new Clash(
        clash.field().key(),
        EditWords.name(clash.field()),
        text(yours),
        yours == null ? "" : yours.reason(),
        text(clash.theirs()),
        by == null ? "the machine" : names.of(by),
        clash.at());
  }

  private static Rest rest(FieldEdit edit) {
    FieldValue value = edit.to();
    return new Rest(
        edit.field().key(),
        EditWords.name(edit.field()),
        text(value),
        value == null ? "" : value.reason());
  }

  private static String text(@Nullable FieldValue value) {
    return value == null ? "" : value.value();
  }
}
