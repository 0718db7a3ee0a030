package org.snowguard.server.issue.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.issue.Issue;
import org.snowguard.server.issue.IssueFilter;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.edit.GoneDraft;
import org.snowguard.server.issue.edit.IssueDiscards;
import org.snowguard.server.nixpkgs.Channel;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.LocalPath;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Page;
import org.snowguard.server.web.Reply;
import org.snowguard.server.web.Scope;
import org.snowguard.server.web.Transactions;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Issues to read. Drafts exist for triagers only: to everybody else they are not there. */
@Controller
final class IssuePages {

  private static final int SIZE = 50;
  private static final String DRAFT = "draft";
  private static final String PUBLISHED = "published";
  private static final String CLOSED = "closed";

  /** Published, closed on GitHub with the fix of unstable, and still open in a release. */
  private static final String BACKPORT = "backport";

  private static final String LISTING = "listing issues";

  private final Issues issues;
  private final IssueViews views;
  private final IssueDiscards discards;
  private final Accounts accounts;
  private final Projects projects;
  private final Channels channels;
  private final Transactions transactions;

  IssuePages(
      Issues issues,
      IssueViews views,
      IssueDiscards discards,
      Accounts accounts,
      Projects projects,
      Channels channels,
      Transactions transactions) {
    this.issues = issues;
    this.views = views;
    this.discards = discards;
    this.accounts = accounts;
    this.projects = projects;
    this.channels = channels;
    this.transactions = transactions;
  }

  @Access(value = AccessLevel.PUBLIC, scopes = Scope.READ)
  @GetMapping("/issues")
  Reply list(
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(defaultValue = "") String assignee,
      @RequestParam(defaultValue = "") String project,
      @RequestParam(defaultValue = "") String channel,
      @RequestParam(required = false) @Nullable String after,
      @Nullable CurrentAccount account) {
    boolean isInsider = IssueViews.isInsider(account);
    List<String> states =
        isInsider
            ? List.of(DRAFT, PUBLISHED, BACKPORT, CLOSED)
            : List.of(PUBLISHED, BACKPORT, CLOSED);
    String shown = state == null ? states.getFirst() : state;
    if (!states.contains(shown)) {
      throw new BadInput(
          LISTING, "state \"" + shown + "\"", "use one of " + String.join(", ", states) + ".");
    }
    IssuesPage.Filter typed =
        new IssuesPage.Filter(isInsider ? assignee.strip() : "", project.strip(), channel.strip());
    IssueFilter filter = filter(shown, !isInsider, typed, account);
    // A draft may be undone at any moment: the page is of one moment.
    return transactions.read(() -> list(filter, shown, typed, states, after));
  }

  private Reply list(
      IssueFilter filter,
      String shown,
      IssuesPage.Filter typed,
      List<String> states,
      @Nullable String after) {
    boolean isInsider = !filter.publicOnly();
    Page<Issue> page = issues.list(filter, after, SIZE);
    Map<Long, IssueContent> contents = views.contents(page.items());
    var names = views.names(contents);
    List<IssueResourcePage> resources = views.resources(page.items(), contents, names, isInsider);
    return Reply.page(
            "issue/issues",
            new IssuesPage(
                page,
                contents,
                shown,
                states,
                typed,
                supported(),
                path(shown, typed),
                names,
                isInsider))
        .twin(new Page<>(resources, page.next(), page.total()))
        .inApi("issues");
  }

  private IssueFilter filter(
      String state, boolean publicOnly, IssuesPage.Filter typed, @Nullable CurrentAccount account) {
    if (!typed.channel().isEmpty() && !supported().contains(typed.channel())) {
      throw new BadInput(
          LISTING,
          "channel \"" + typed.channel() + "\"",
          "use a supported one: " + String.join(", ", supported()) + ".");
    }
    return new IssueFilter(
        state,
        publicOnly,
        assignee(typed.assignee(), account),
        null,
        typed.project().isEmpty() ? null : project(typed.project()),
        typed.channel().isEmpty() ? null : typed.channel());
  }

  private @Nullable Long assignee(String name, @Nullable CurrentAccount account) {
    if (name.isEmpty()) {
      return null;
    }
    return name.equals("me") && account != null ? account.number() : accounts.byName(name).number();
  }

  private long project(String slug) {
    return projects
        .find(slug)
        .orElseThrow(
            () -> new NotFound(LISTING, "project \"" + slug + "\"", "look for it in the search."))
        .id();
  }

  private List<String> supported() {
    return channels.all().stream()
        .filter(Channel::isPrimary)
        .filter(Channel::supported)
        .map(Channel::name)
        .toList();
  }

  private static String path(String state, IssuesPage.Filter typed) {
    return Stream.of(
            Map.entry("state", state),
            Map.entry("assignee", typed.assignee()),
            Map.entry("project", typed.project()),
            Map.entry("channel", typed.channel()))
        .filter(parameter -> !parameter.getValue().isEmpty())
        .map(parameter -> parameter.getKey() + "=" + LocalPath.query(parameter.getValue()))
        .collect(Collectors.joining("&", "/issues?", ""));
  }

  @Access(value = AccessLevel.PUBLIC, scopes = Scope.READ)
  @GetMapping("/issue/{id}")
  Reply show(@PathVariable String id, @Nullable CurrentAccount account) {
    return transactions.read(
        () -> {
          Optional<Issue> found = visible(id, account);
          if (found.isPresent()) {
            return show(views.page(found.get(), account), account);
          }
          GonePage gone = gone(id, account).map(this::page).orElseThrow(() -> missing(id));
          return Reply.page("issue/gone", gone).twin(gone.problem()).status(410);
        });
  }

  private Reply show(IssuePage page, @Nullable CurrentAccount account) {
    Reply.Rendered shown =
        Reply.page("issue/issue", page).twin(views.resource(page, IssueViews.isInsider(account)));
    String publicId = page.issue().publicId();
    return publicId == null ? shown : shown.inApi("issues", publicId);
  }

  /** Those who may read drafts are told what became of one. */
  private Optional<GoneDraft> gone(String id, @Nullable CurrentAccount account) {
    return IssueViews.isInsider(account) && isNumber(id)
        ? discards.gone(Long.parseLong(id))
        : Optional.empty();
  }

  private GonePage page(GoneDraft gone) {
    Long by = gone.by();
    return new GonePage(gone, by == null ? null : accounts.names(Set.of(by)).of(by));
  }

  private static boolean isNumber(String id) {
    return id.matches("\\d{1,18}");
  }

  private Optional<Issue> visible(String id, @Nullable CurrentAccount account) {
    Optional<Issue> found = isNumber(id) ? issues.find(Long.parseLong(id)) : issues.findPublic(id);
    return found.filter(issue -> IssueViews.isInsider(account) || !issue.isDraft());
  }

  private static NotFound missing(String id) {
    return new NotFound("opening an issue", "\"" + id + "\"", "see the list of issues at /issues.");
  }
}
