package org.snowguard.server.browse;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.ingest.ImportRuns;
import org.snowguard.server.ingest.RunningWork;
import org.snowguard.server.ingest.StoredProblem;
import org.snowguard.server.matching.MatchIndexes;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.Cursor;
import org.snowguard.server.web.Page;
import org.snowguard.server.web.Reply;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What was read from where, what could not be read, and how far running work has come. */
@Controller
final class SourcesPages {

  private static final int SIZE = 50;

  private final ImportRuns runs;
  private final RunningWork running;
  private final MatchIndexes indexes;

  SourcesPages(ImportRuns runs, RunningWork running, MatchIndexes indexes) {
    this.runs = runs;
    this.running = running;
    this.indexes = indexes;
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/sources")
  Reply show(
      @RequestParam(required = false) @Nullable String after, @Nullable CurrentAccount account) {
    Cursor cursor = Cursor.parse(after, 1);
    List<StoredProblem> problems =
        runs.problems(cursor == null ? null : cursor.number(0), SIZE + 1);
    return Reply.page(
        "browse/sources",
        new SourcesPage(
                indexes.current().isPresent(),
                running.now(),
                runs.latest(),
                Page.of(problems, SIZE, runs.countProblems(), problem -> Cursor.of(problem.id())))
            .shownTo(account != null && account.isOperator()));
  }

  /** The part of a page that tells how far running work has come; it asks for itself anew. */
  @Access(AccessLevel.PUBLIC)
  @GetMapping("/sources/running")
  Reply running() {
    return Reply.html("browse/running", running.now());
  }
}
