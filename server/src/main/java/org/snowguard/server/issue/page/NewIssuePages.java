package org.snowguard.server.issue.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.snowguard.server.issue.edit.FieldEdit;
import org.snowguard.server.issue.edit.FieldValue;
import org.snowguard.server.issue.edit.IssueField;
import org.snowguard.server.issue.edit.IssueField.Kind;
import org.snowguard.server.issue.edit.IssueField.Single;
import org.snowguard.server.issue.edit.IssueMaking;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.Reply;
import org.snowguard.server.web.Scope;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Drafts made by hand. */
@Controller
final class NewIssuePages {

  private final IssueMaking making;

  NewIssuePages(IssueMaking making) {
    this.making = making;
  }

  /** The form; other pages propose what it is about. */
  @Access(value = AccessLevel.TRIAGER, scopes = Scope.READ)
  @GetMapping("/issues/new")
  Reply form(
      @RequestParam(defaultValue = "project") String kind,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String vulnerability) {
    return Reply.html(
        "issue/new", NewIssuePage.proposing(IssueEditPages.kind(kind).text(), name, vulnerability));
  }

  /**
   * @param name several, separated by spaces or commas
   * @param vulnerabilities the same; may be empty: ids may come later
   * @param again whether a refusal shows the form again, with what was typed
   */
  @Access(value = AccessLevel.TRIAGER, scopes = Scope.TRIAGE)
  @PostMapping("/issues/new")
  Reply make(
      @RequestParam String title,
      @RequestParam(defaultValue = "") String description,
      @RequestParam(defaultValue = "project") String kind,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String vulnerabilities,
      @RequestParam(defaultValue = "false") boolean again,
      CurrentAccount account) {
    Kind chosen = IssueEditPages.kind(kind);
    NewIssuePage typed =
        new NewIssuePage(title, chosen.text(), name, vulnerabilities, description, null);
    try {
      long id = making.make(title, fields(typed, chosen), account.number());
      return Reply.redirect("/issue/" + id).notice("Drafted.");
    } catch (BadInput bad) {
      if (!again) {
        throw bad;
      }
      return Reply.html("issue/new", typed.refused(bad)).status(400);
    }
  }

  private static List<FieldEdit> fields(NewIssuePage typed, Kind kind) {
    List<FieldEdit> fields = new ArrayList<>();
    if (!typed.description().isBlank()) {
      fields.add(new FieldEdit(Single.DESCRIPTION, FieldValue.of(typed.description())));
    }
    // The name of a project of the organisation may hold spaces.
    List<String> names =
        kind == Kind.OWN_PROJECT && !typed.name().isBlank()
            ? List.of(typed.name().strip())
            : words(typed.name());
    names.forEach(one -> fields.add(added(kind, one)));
    words(typed.vulnerabilities()).forEach(one -> fields.add(added(Kind.VULNERABILITY, one)));
    return fields;
  }

  private static FieldEdit added(Kind kind, String name) {
    return new FieldEdit(new IssueField.Entry(kind, name), FieldValue.added(""));
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.strip().split("[\\s,]+")).filter(word -> !word.isEmpty()).toList();
  }
}
