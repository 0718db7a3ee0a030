package org.snowguard.server.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snowguard.server.TestClock;
import org.snowguard.server.TestDatabase;

class EventLogTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final TestClock clock = TestClock.at("2026-11-20T12:00:00Z");
  private final EventLog log = new EventLog(database.jdbi(), clock);

  @BeforeEach
  void empty() {
    database.jdbi().useHandle(handle -> handle.execute("truncate event"));
  }

  private static NewEvent event(String kind, @Nullable Long actor, @Nullable Long undoes) {
    return new NewEvent(
        kind,
        "suggestion",
        5,
        "CVE-2024-3094 · xz",
        11L,
        12L,
        actor,
        Map.of("state", "pending"),
        Map.of("state", "dismissed"),
        "a note",
        undoes);
  }

  @Test
  void entryComesBackAsWritten() {
    long id = log.append(event("suggestion.dismissed", 3L, null));
    Event read = log.find(id).orElseThrow();
    assertThat(read.at()).isEqualTo(clock.instant());
    assertThat(read.subjectLabel()).isEqualTo("CVE-2024-3094 · xz");
    assertThat(read.before()).isEqualTo("{\"state\": \"pending\"}");
    assertThat(read.after()).isEqualTo("{\"state\": \"dismissed\"}");
    assertThat(read.undoneBy()).isNull();
  }

  @Test
  void filtersNarrow() {
    log.appendAll(
        List.of(event("suggestion.dismissed", 3L, null), event("suggestion.settled", null, null)));
    assertThat(log.latest(EventFilter.ALL, null, 10)).hasSize(2);
    assertThat(kinds(new EventFilter(null, true, null, null, null, null, null)))
        .containsExactly("suggestion.dismissed");
    assertThat(kinds(new EventFilter(null, false, null, null, null, null, null)))
        .containsExactly("suggestion.settled");
    assertThat(kinds(new EventFilter(null, null, "suggestion.s", null, null, null, null)))
        .containsExactly("suggestion.settled");
    assertThat(log.count(EventFilter.ofVulnerability(11))).isEqualTo(2);
    assertThat(log.count(EventFilter.ofProject(99))).isZero();
  }

  @Test
  void kindsAreLeftOutByTheirFirstWord() {
    log.appendAll(
        List.of(
            event("suggestion.dismissed", 3L, null),
            event("proposal.made", 3L, null),
            event("proposals.counted", null, null)));
    EventFilter filter = EventFilter.ALL.without(List.of("proposal", "account"));
    assertThat(kinds(filter)).containsExactly("proposals.counted", "suggestion.dismissed");
    assertThat(log.count(filter)).isEqualTo(2);
  }

  private List<String> kinds(EventFilter filter) {
    return log.latest(filter, null, 10).stream().map(Event::kind).toList();
  }

  @Test
  void undoneActionIsNotOfferedAgain() {
    long first = log.append(event("suggestion.dismissed", 3L, null));
    long second = log.append(event("suggestion.accepted", 3L, null));
    log.append(event("suggestion.undone", 3L, second));
    assertThat(log.lastUndoable(3, "suggestion.").map(Event::id)).contains(first);
    assertThat(log.lastUndoable(4, "suggestion.")).isEmpty();
  }

  @Test
  void nothingIsUndoneTwice() {
    long id = log.append(event("suggestion.dismissed", 3L, null));
    log.append(event("suggestion.undone", 3L, id));
    assertThatThrownBy(() -> log.append(event("suggestion.undone", 4L, id)))
        .hasMessageContaining("event_undone_once");
  }
}
