package org.snowguard.server.browse;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.evaluation.Evaluations;
import org.snowguard.server.ingest.ImportRuns;
import org.snowguard.server.ingest.RunningWork;
import org.snowguard.server.ingest.StoredProblem;
import org.snowguard.server.ingest.job.Jobs;
import org.snowguard.server.ingest.source.Sources;
import org.snowguard.server.matching.MatchIndexes;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.Cursor;
import org.snowguard.server.web.Page;
import org.snowguard.server.web.Reply;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What was read from where, what could not be read, and how far running work has come. */
@Controller
final class SourcesPages {

  private static final int SIZE = 50;
  private static final String PATH = "/sources";

  private final ImportRuns runs;
  private final RunningWork running;
  private final MatchIndexes indexes;
  private final Sources sources;
  private final Evaluations evaluations;
  private final Jobs jobs;

  SourcesPages(
      ImportRuns runs,
      RunningWork running,
      MatchIndexes indexes,
      Sources sources,
      Evaluations evaluations,
      Jobs jobs) {
    this.runs = runs;
    this.running = running;
    this.indexes = indexes;
    this.sources = sources;
    this.evaluations = evaluations;
    this.jobs = jobs;
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping(PATH)
  Reply show(
      @RequestParam(required = false) @Nullable String after, @Nullable CurrentAccount account) {
    Cursor cursor = Cursor.parse(after, 1);
    List<StoredProblem> problems =
        runs.problems(cursor == null ? null : cursor.number(0), SIZE + 1);
    return Reply.page(
        "browse/sources",
        new SourcesPage(
                indexes.current().isPresent(),
                account != null && account.isOperator(),
                sources.list(),
                evaluations.list(),
                jobs.list(),
                running.now(),
                runs.latest(),
                Page.of(problems, SIZE, runs.countProblems(), problem -> Cursor.of(problem.id())))
            .shownToReader());
  }

  @Access(AccessLevel.OPERATOR)
  @PostMapping("/sources/job/{name}/start")
  Reply start(@PathVariable String name, CurrentAccount account) {
    jobs.start(name, account.number());
    return Reply.redirect(PATH).notice("It starts within seconds.");
  }

  @Access(AccessLevel.OPERATOR)
  @PostMapping("/sources/job/{name}/pause")
  Reply pause(@PathVariable String name, CurrentAccount account) {
    jobs.pause(name, account.number());
    return Reply.redirect(PATH).notice("Paused.");
  }

  @Access(AccessLevel.OPERATOR)
  @PostMapping("/sources/job/{name}/resume")
  Reply resume(@PathVariable String name, CurrentAccount account) {
    jobs.resume(name, account.number());
    return Reply.redirect(PATH).notice("It goes on within a minute.");
  }

  /** The part of a page that tells how far running work has come; it asks for itself anew. */
  @Access(AccessLevel.PUBLIC)
  @GetMapping("/sources/running")
  Reply running() {
    return Reply.html("browse/running", running.now());
  }
}
