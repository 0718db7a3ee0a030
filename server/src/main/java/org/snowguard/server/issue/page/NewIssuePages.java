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
        "issue/new", new NewIssuePage(IssueEditPages.kind(kind).text(), name, vulnerability));
  }

  /**
   * @param name several, separated by spaces or commas
   * @param vulnerabilities the same; may be empty: ids may come later
   */
  @Access(value = AccessLevel.TRIAGER, scopes = Scope.TRIAGE)
  @PostMapping("/issues/new")
  Reply make(
      @RequestParam String title,
      @RequestParam(defaultValue = "") String description,
      @RequestParam(defaultValue = "project") String kind,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String vulnerabilities,
      CurrentAccount account) {
    List<FieldEdit> fields = new ArrayList<>();
    if (!description.isBlank()) {
      fields.add(new FieldEdit(Single.DESCRIPTION, FieldValue.of(description)));
    }
    Kind chosen = IssueEditPages.kind(kind);
    // The name of a project of the organisation may hold spaces.
    List<String> names =
        chosen == Kind.OWN_PROJECT && !name.isBlank() ? List.of(name.strip()) : words(name);
    names.forEach(one -> fields.add(added(chosen, one)));
    words(vulnerabilities).forEach(one -> fields.add(added(Kind.VULNERABILITY, one)));
    long id = making.make(title, fields, account.number());
    return Reply.redirect("/issue/" + id).notice("Drafted.");
  }

  private static FieldEdit added(Kind kind, String name) {
    return new FieldEdit(new IssueField.Entry(kind, name), FieldValue.added(""));
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.strip().split("[\\s,]+")).filter(word -> !word.isEmpty()).toList();
  }
}
