package org.snowguard.server.issue.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.publish.Mentions;
import org.snowguard.server.github.GitHubIssue;
import org.snowguard.server.github.GitHubSettings;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.content.PersonToTell;
import org.snowguard.server.suggestion.Acted;
import org.snowguard.server.suggestion.Drafts.Draft;
import org.snowguard.server.suggestion.Seen;
import org.snowguard.server.suggestion.Triage;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.Reply;
import org.snowguard.server.web.Scope;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Publication: the preview, and what it leads to. */
@Controller
final class PublishPages {

  private static final String NEW = "new";

  private final Publications publications;
  private final PublicationSettings settings;
  private final GitHubSettings gitHub;
  private final Triage triage;

  PublishPages(
      Publications publications,
      PublicationSettings settings,
      GitHubSettings gitHub,
      Triage triage) {
    this.publications = publications;
    this.settings = settings;
    this.gitHub = gitHub;
    this.triage = triage;
  }

  @Access(value = AccessLevel.TRIAGER, scopes = Scope.READ)
  @GetMapping("/issue/{id}/publish")
  Reply preview(@PathVariable long id) {
    return Reply.page("issue/publish", page(publications.preview(id)));
  }

  /**
   * Publishes what was looked at.
   *
   * @param target {@code new}, or the number of a GitHub issue or pull request
   * @param other the number of another one that was seen, instead
   */
  @Access(value = AccessLevel.TRIAGER, scopes = Scope.TRIAGE)
  @PostMapping("/issue/{id}/publish")
  Reply publish(
      @PathVariable long id,
      @RequestParam int revision,
      @RequestParam String fingerprint,
      @RequestParam(defaultValue = NEW) String target,
      @RequestParam(defaultValue = "") String other,
      @RequestParam(defaultValue = "") Set<String> ticked,
      CurrentAccount account) {
    String publicId =
        publications.publish(
            new Publications.Wanted(
                id,
                revision,
                fingerprint,
                ticked,
                number(other.isBlank() ? target : other.strip().replaceFirst("^#", ""))),
            account.number());
    return Reply.redirect("/issue/" + publicId).notice("Published as " + publicId + ".");
  }

  /** The key {@code p} of the queue: into a draft of its own, then its preview. */
  @Access(value = AccessLevel.TRIAGER, scopes = Scope.TRIAGE)
  @PostMapping("/queue/{id}/publish")
  Reply acceptAndPreview(
      @PathVariable long id, @RequestParam int revision, CurrentAccount account) {
    Acted acted = triage.accept(new Seen(id, revision), account.number());
    Draft draft = acted.draft();
    if (draft == null) {
      throw new IllegalStateException("accepting " + acted.label() + " made no draft");
    }
    return Reply.redirect("/issue/" + draft.issueId() + "/publish")
        .notice("Accepted " + acted.label() + ". It is a draft until you publish it.");
  }

  private static @Nullable Long number(String target) {
    if (target.equals(NEW)) {
      return null;
    }
    if (!target.matches("\\d{1,9}")) {
      throw new BadInput(
          "publishing an issue",
          "target \"" + target + "\"",
          "give \"new\" or the number of a GitHub issue.");
    }
    return Long.valueOf(target);
  }

  private PreviewPage page(Preview preview) {
    IssueContent issue = preview.issue();
    GitHubIssue chosen =
        preview.named().stream().filter(GitHubIssue::isOpen).findFirst().orElse(null);
    return new PreviewPage(
        issue.id(),
        issue.revision(),
        issue.title(),
        preview.publicId(),
        preview.fingerprint(),
        publications.writesToGitHub(),
        mode(),
        preview.body().title(),
        Outgoing.shown(preview.body()),
        preview.body().comments(),
        settings.labels(),
        preview.disputed()
            ? List.of("Nobody is mentioned: a maintainer disputes what it says.")
            : mentioned(issue, preview.mentions()),
        preview.checks(),
        preview.named(),
        chosen == null ? null : chosen.number());
  }

  private String mode() {
    String repository = gitHub.repository();
    if (repository == null) {
      return "No repository is set: it is published here alone.";
    }
    return switch (gitHub.publish()) {
      case DRY_RUN ->
          "Dry run: it is published here, and its page keeps what %s would get. Nothing leaves."
              .formatted(repository);
      case SHADOW ->
          "Shadow: all is done but the writing; its page keeps what %s would get."
              .formatted(repository);
      case LIVE_NO_MENTIONS ->
          "It is published here and on %s, with names that notify nobody.".formatted(repository);
      case LIVE -> "It is published here and on %s, with mentions.".formatted(repository);
    };
  }

  private static List<String> mentioned(IssueContent issue, Mentions mentions) {
    List<String> words = new ArrayList<>();
    Set<Long> concerned = new TreeSet<>();
    for (PersonToTell person : issue.people()) {
      if (person.packages().isEmpty()) {
        words.add(person.name() + " is named: maintains nothing of it that is affected");
        continue;
      }
      concerned.add(person.gitHubId());
      if (mentions.now().contains(person.gitHubId())) {
        words.add(person.name() + " is mentioned");
      } else if (mentions.later().contains(person.gitHubId())) {
        words.add(
            "%s is named, and told of it in tomorrow's digest: %d mentions today"
                .formatted(person.name(), Mentions.PER_DAY));
      }
    }
    if (concerned.size() > Mentions.PER_ISSUE) {
      words.add(
          "%d maintainers are named and none mentioned: more than %d"
              .formatted(concerned.size(), Mentions.PER_ISSUE));
    }
    return words;
  }
}
