package org.snowguard.server.browse;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.account.ActorNames;
import org.snowguard.server.activity.EventFilter;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.browse.answer.Answering;
import org.snowguard.server.matching.Aliases;
import org.snowguard.server.matching.StandingLesson;
import org.snowguard.server.nixpkgs.PackageIndex;
import org.snowguard.server.nixpkgs.Project;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.suggestion.Queue;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.vulnerability.Vulnerability;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.Cursor;
import org.snowguard.server.web.LocalPath;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Page;
import org.snowguard.server.web.Reply;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What is known of one project. */
@Controller
final class ProjectPages {

  private static final int SIZE = 50;
  private static final int EVENTS = 30;
  private static final List<String> STATES =
      List.of(
          "pending", "accepted", "snoozed", "backlog", "settled", "dismissed", "weak", "withdrawn");

  private final Projects projects;
  private final PackageIndex packages;
  private final Vulnerabilities vulnerabilities;
  private final LinkStore links;
  private final DisputeStore disputes;
  private final Aliases aliases;
  private final Accounts accounts;
  private final Queue queue;
  private final EventLog events;
  private final EventLines lines;
  private final Answering answers;

  ProjectPages(
      Projects projects,
      PackageIndex packages,
      Vulnerabilities vulnerabilities,
      LinkStore links,
      DisputeStore disputes,
      Aliases aliases,
      Accounts accounts,
      Queue queue,
      EventLog events,
      EventLines lines,
      Answering answers) {
    this.projects = projects;
    this.packages = packages;
    this.vulnerabilities = vulnerabilities;
    this.links = links;
    this.disputes = disputes;
    this.aliases = aliases;
    this.accounts = accounts;
    this.queue = queue;
    this.events = events;
    this.lines = lines;
    this.answers = answers;
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/project/{slug}")
  Reply show(
      @PathVariable String slug,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String after,
      @Nullable CurrentAccount account) {
    Project project =
        projects
            .find(slug)
            .orElseThrow(
                () ->
                    new NotFound(
                        "looking for a project",
                        "name \"" + slug + "\"",
                        "search for one of its packages at /search."));
    if (!project.slug().equals(slug)) {
      return Reply.redirect("/project/" + LocalPath.segment(project.slug()));
    }
    Map<String, Long> counts = links.countsOfProject(project.id());
    String shown = shownState(state, counts);
    return Reply.page(
            "browse/project",
            new ProjectPage(
                project,
                projects.variantsOf(project.id()),
                VersionTable.of(packages.current(project.attributes())),
                shown,
                STATES.stream()
                    .filter(counts::containsKey)
                    .map(word -> new ProjectPage.StateCount(word, counts.getOrDefault(word, 0L)))
                    .toList(),
                page(project, shown, after, counts.getOrDefault(shown, 0L)),
                lessons(project),
                account != null && account.isTriager() ? queue.fixGroups(project.id()) : List.of(),
                lines.of(
                    events.latest(EventFilter.ofProject(project.id()), null, EVENTS).stream()
                        .filter(event -> ActivityPages.mayRead(event, account))
                        .toList(),
                    account),
                answers.ofProject(project.id())))
        .inApi("projects", project.slug());
  }

  private List<ProjectPage.LessonLine> lessons(Project project) {
    List<StandingLesson> lessons = aliases.ofProject(project.id());
    ActorNames names =
        accounts.names(
            lessons.stream()
                .flatMap(lesson -> lesson.votes().stream())
                .map(StandingLesson.Vote::by)
                .collect(Collectors.toSet()));
    return lessons.stream()
        .map(
            lesson ->
                new ProjectPage.LessonLine(
                    lesson, lesson.votes().stream().map(vote -> names.of(vote.by())).toList()))
        .toList();
  }

  /** What was asked for, else the first state that has any. */
  private static String shownState(@Nullable String asked, Map<String, Long> counts) {
    if (asked == null) {
      return STATES.stream().filter(counts::containsKey).findFirst().orElse("pending");
    }
    if (!STATES.contains(asked)) {
      throw new BadInput(
          "listing a project's vulnerabilities",
          "state \"" + asked + "\"",
          "use one of " + String.join(", ", STATES) + ".");
    }
    return asked;
  }

  private Page<ProjectPage.Item> page(
      Project project, String state, @Nullable String after, long total) {
    List<Link> found = links.ofProject(project.id(), state, Cursor.parse(after, 2), SIZE + 1);
    Page<Link> page = Page.of(found, SIZE, total, link -> Cursor.of(link.rank(), link.id()));
    Map<Long, Vulnerability> known =
        vulnerabilities.byIds(page.items().stream().map(Link::vulnerabilityId).toList());
    Map<Long, List<PackageFinding>> findings =
        links.findings(page.items().stream().map(Link::id).toList()).stream()
            .collect(Collectors.groupingBy(PackageFinding::suggestionId));
    Map<Long, List<Dispute>> disputed =
        disputes.ofLinks(page.items().stream().map(Link::id).toList());
    return page.map(
        link ->
            new ProjectPage.Item(
                link,
                Objects.requireNonNull(known.get(link.vulnerabilityId())),
                Standings.of(findings.getOrDefault(link.id(), List.of())),
                disputed.getOrDefault(link.id(), List.of())));
  }
}
