package org.snowguard.server.issue.page;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.account.ActorNames;
import org.snowguard.server.activity.Event;
import org.snowguard.server.issue.edit.FieldValue;
import org.snowguard.server.issue.edit.IssueEdits;
import org.snowguard.server.issue.edit.IssueField;

/** Edits in words. */
final class EditWords {

  private static final int LONGEST = 120;

  private EditWords() {}

  static IssuePage.EditLine line(Event event, ActorNames names, boolean isDraft) {
    Long actor = event.actor();
    List<String> words = new ArrayList<>();
    IssueEdits.edited(event).forEach((field, value) -> words.add(words(field, value)));
    boolean isEdit = event.undoes() == null;
    return new IssuePage.EditLine(
        event.id(),
        event.at(),
        actor == null ? "the machine" : names.of(actor),
        (isEdit ? "" : "took back: ") + String.join("; ", words),
        isDraft && isEdit && event.undoneBy() == null);
  }

  /** {@code title: …}, {@code package openssl_3 removed: not built}. */
  static String words(IssueField field, @Nullable FieldValue value) {
    String said = value == null ? "as the machine says" : cut(value.value());
    String because =
        value == null || value.reason().isEmpty() ? "" : " (" + cut(value.reason()) + ")";
    return name(field) + ": " + said + because;
  }

  /** {@code verdict of openssl_3 in nixos-unstable}. */
  static String name(IssueField field) {
    return switch (field) {
      case IssueField.Single single -> single.key();
      case IssueField.Entry(IssueField.Kind kind, String name) -> kind.label() + " " + name;
      case IssueField.Judgement(String vulnerability, String channel, String attribute) ->
          "verdict of "
              + attribute
              + (vulnerability.isEmpty() ? "" : " for " + vulnerability)
              + (channel.isEmpty() ? "" : " in " + channel);
      case IssueField.Link(String url) -> "link " + url;
    };
  }

  private static String cut(String text) {
    String line = text.replace('\n', ' ');
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
