package org.snowguard.server.suggestion;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.matching.Algorithms;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.Cursor;
import org.snowguard.server.web.Page;
import org.snowguard.server.web.Reply;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a new algorithm would change, and its release. */
@Controller
final class AlgorithmPages {

  private static final int SIZE = 50;

  private final Algorithms algorithms;
  private final AlgorithmChanges changes;

  AlgorithmPages(Algorithms algorithms, AlgorithmChanges changes) {
    this.algorithms = algorithms;
    this.changes = changes;
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/queue/algorithm")
  Reply show(@RequestParam(required = false) @Nullable String after) {
    Cursor cursor = Cursor.parse(after, 2);
    AlgorithmPage.Place place = cursor == null ? null : place(cursor);
    AlgorithmPage.Counts counts = changes.counts();
    List<AlgorithmPage.Item> rows = changes.page(place, SIZE + 1);
    Page<AlgorithmPage.Item> items =
        Page.of(rows, SIZE, counts.all(), item -> Cursor.of(item.part(), item.id()));
    return Reply.page("queue/algorithm", AlgorithmPage.of(algorithms.standing(), counts, items));
  }

  private static AlgorithmPage.Place place(Cursor cursor) {
    long part = cursor.number(0);
    if (part != 0 && part != 1) {
      throw cursor.malformed();
    }
    return new AlgorithmPage.Place((int) part, cursor.number(1));
  }

  @Access(AccessLevel.OPERATOR)
  @PostMapping("/queue/algorithm/release")
  Reply release(@RequestParam String algorithm, CurrentAccount account) {
    boolean released = algorithms.release(algorithm, account.number());
    return Reply.redirect("/queue/algorithm")
        .notice(
            released
                ? "Released. Records are matched anew in the background; decisions stay."
                : "It was released before.");
  }
}
