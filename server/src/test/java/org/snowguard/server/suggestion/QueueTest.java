package org.snowguard.server.suggestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.snowguard.core.match.Suggestion;
import org.snowguard.core.triage.DismissReason;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.formats.suggestion.SuggestionWriter;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.Page;

class QueueTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private TriageWorld world;

  @BeforeEach
  void arrange() {
    world = new TriageWorld(database);
    world.shipTwoProjects();
    world.ship("nixos-26.05", Packages.of("zlib 1.2"));
    world.ship(TriageWorld.OLD, Packages.of("curl 7.0"));
    world.suggested("CVE-2024-0001", "zlib", 0.99, Verdict.AFFECTED);
    suggest("CVE-2024-0002", "curl", 0.7, "AV:N", "AV:L", "2024-05-02");
    suggest("CVE-2024-0003", "curl", 0.99, "PR:N", "PR:H", "2024-05-03");
    world.suggested("CVE-2024-0004", "zlib", 0.2, Verdict.AFFECTED);
    world.suggested("CVE-2024-0005", "curl", 0.99, Verdict.ACKNOWLEDGED);
  }

  private void suggest(
      String id, String project, double probability, String was, String element, String published) {
    var record =
        world.record(
            id,
            "An overflow",
            json ->
                json.replace(was, element)
                    .replace("\"datePublished\":\"2024-05-01", "\"datePublished\":\"" + published));
    world.take(
        record,
        world.suggest(
            id,
            project,
            probability,
            (channel, attribute) ->
                channel.equals(TriageWorld.OLD) ? Verdict.AFFECTED : Verdict.UNKNOWN));
  }

  private static List<String> ids(Page<QueueCard> page) {
    return page.items().stream().map(card -> card.publicId().substring(9)).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tab=pending                        | 0001 0002 0003
          tab=weak                           | 0004
          tab=settled                        | 0005
          tab=settled&verdict=acknowledged   | 0005
          tab=dismissed                      |
          tab=all&order=oldest&project=curl  | 0005 0002 0003
          tab=all&project=zlib               | 0001 0004
          attribute=zlib_old                 | 0001
          tier=possible                      | 0002
          verdict=unknown                    | 0002 0003
          verdict=affected                   | 0001
          verdict=affected&channel=nixos-18.03 | 0002 0003
          channel=nixos-26.05                | 0001
          vector=local                       | 0002
          privileges=high                    | 0003
          vector=network&privileges=none     | 0001
          min-score=9                        | 0001
          max-score=9                        | 0002 0003
          severity=critical                  | 0001
          maintainer=Maintainer-17           | 0001 0002 0003
          maintainer=nobody                  |
          source=example                     | 0001 0002 0003
          exploited=yes                      |
          fixed=1.4                          | 0001
          fixed=9                            |
          q=overflow                         | 0002 0003
          q=zli                              | 0001
          q=CVE-2024-0002                    | 0002
          order=newest                       | 0003 0002 0001
          order=oldest                       | 0001 0002 0003
          order=score                        | 0001 0002 0003
          """)
  void filtersAndOrders(String parameters, @Nullable String expected) {
    QueueFilter filter = QueueFilter.parse(parse(parameters));
    Page<QueueCard> page = world.queue.page(filter, null, 50, null);
    assertThat(String.join(" ", ids(page))).isEqualTo(expected == null ? "" : expected);
    assertThat(page.total()).isEqualTo(page.items().size());
    assertThat(QueueFilter.parse(filter.parameters())).isEqualTo(filter);
  }

  private static Map<String, String> parse(String parameters) {
    return List.of(parameters.split("&")).stream()
        .map(pair -> pair.split("="))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  @ParameterizedTest
  @EnumSource(QueueOrder.class)
  void pagesFollowEachOther(QueueOrder order) {
    QueueFilter filter = QueueFilter.parse(Map.of("tab", "all", "order", order.text()));
    List<String> whole = ids(world.queue.page(filter, null, 50, null));
    List<String> turned = new ArrayList<>();
    String after = null;
    do {
      Page<QueueCard> page = world.queue.page(filter, after, 2, null);
      turned.addAll(ids(page));
      after = page.next();
    } while (after != null);
    assertThat(whole).hasSize(5);
    assertThat(turned).isEqualTo(whole);
  }

  @Test
  void wrongFilterIsToldWhatToUse() {
    assertThatExceptionOfType(BadInput.class)
        .isThrownBy(() -> QueueFilter.parse(Map.of("tier", "sure")))
        .withMessageContaining("likely, possible, weak");
    assertThatExceptionOfType(BadInput.class)
        .isThrownBy(() -> QueueFilter.parse(Map.of("min-score", "eleven")));
  }

  @Test
  void cardShowsAllThatIsDecidedBy() {
    QueueCard card = world.card("CVE-2024-0001");
    assertThat(card.title()).isEqualTo("A flaw in zlib");
    assertThat(card.severityWords())
        .isEqualTo("critical 9.8: network, low complexity, no privileges, no interaction");
    assertThat(card.why()).isEqualTo("A product is its name: zlib");
    assertThat(card.whyNot()).isEqualTo("The name has at most three characters: zlib");
    assertThat(card.channels())
        .extracting(QueueCard.ChannelLine::channel)
        .containsExactly("nixos-unstable", "nixos-26.05");
    QueueCard.PackageLine line = card.channels().getLast().packages().getFirst();
    assertThat(line.label()).isEqualTo("zlib 1.2");
    assertThat(line.fixedVersion()).isEqualTo("1.4");
    assertThat(String.valueOf(line.remediation())).isEqualTo("Remediation[kind=BUMP, target=1.4]");
    assertThat(card.automatic()).isTrue();
  }

  @Test
  void attributesOfOneVersionAreOneLine() {
    assertThat(CardLines.label("openssl", "3.0.13", List.of("openssl_3", "openssl_legacy")))
        .isEqualTo("openssl 3.0.13 (openssl_3, openssl_legacy)");
    assertThat(CardLines.label("linux", "6.1", List.of("a", "b", "c", "d", "e", "f")))
        .isEqualTo("linux 6.1 (a, b, c, d and 2 more)");
  }

  @Test
  void tabsAreCounted() {
    assertThat(world.queue.tabs())
        .containsEntry(QueueTab.PENDING, 3L)
        .containsEntry(QueueTab.WEAK, 1L)
        .containsEntry(QueueTab.SETTLED, 1L)
        .containsEntry(QueueTab.ALL, 5L);
  }

  @Test
  void countsAreThoseAfterTheLastAction() {
    QueueFilter pending = QueueFilter.of(QueueTab.PENDING);
    assertThat(world.queue.count(pending)).isEqualTo(3);
    QueueCard card = world.cards(QueueTab.PENDING).getFirst();
    world.triage.snooze(card.seen(), null, world.alice);
    assertThat(world.queue.count(pending)).isEqualTo(2);
    assertThat(world.queue.tabs()).containsEntry(QueueTab.PENDING, 2L);
    world.undo.undoLast(world.alice);
    assertThat(world.queue.count(pending)).isEqualTo(3);
  }

  @Test
  void bulkActsOnEachByItself() {
    List<QueueCard> cards = world.cards(QueueTab.PENDING);
    QueueCard taken = cards.getFirst();
    world.triage.snooze(taken.seen(), null, world.bob);
    BulkResult result =
        world.bulk.apply(
            cards.stream().map(QueueCard::seen).toList(),
            new BulkAction.Dismiss(new Dismissal(DismissReason.DUPLICATE, null, null)),
            world.alice);
    assertThat(result.done()).hasSize(2);
    assertThat(result.refused())
        .singleElement()
        .satisfies(
            refusal -> {
              assertThat(refusal.suggestionId()).isEqualTo(taken.id());
              assertThat(refusal.why()).contains("bob snoozed it");
            });
    assertThat(world.bulk.undo(result.eventIds(), world.alice).done()).hasSize(2);
    assertThat(world.cards(QueueTab.PENDING)).hasSize(2);
  }

  @Test
  void bulkOverAFilterActsOnWhatThePersonWasTold() {
    QueueFilter curl = QueueFilter.parse(Map.of("project", "curl"));
    assertThat(world.queue.count(curl)).isEqualTo(2);
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> world.bulk.apply(curl, 3, new BulkAction.Snooze(null), world.alice));
    assertThat(world.bulk.apply(curl, 2, new BulkAction.Accept(), world.alice).done()).hasSize(2);
    assertThat(world.issues.list("draft", null, 10).items())
        .singleElement()
        .satisfies(issue -> assertThat(issue.items()).hasSize(2));
  }

  @Test
  void proposalIsListedAcceptedAndTold() {
    QueueCard card = world.card("CVE-2024-0001");
    long id =
        world.proposals.proposeDismissal(
            card.id(), DismissReason.ALREADY_PATCHED, "see the log", world.bob);
    assertThat(world.cards(QueueTab.PROPOSALS))
        .extracting(QueueCard::id)
        .containsExactly(card.id());
    assertThat(world.card("CVE-2024-0001").proposals().getFirst().words())
        .isEqualTo("dismiss as \"already patched\"");
    world.proposals.accept(id, card.revision(), world.alice);
    assertThat(world.card("CVE-2024-0001").state()).isEqualTo(Standing.DISMISSED);
    assertThat(world.proposals.by(world.bob, 5).getFirst().state()).isEqualTo("accepted");
    assertThat(world.kindsOf(card))
        .containsExactly("proposal.made", "suggestion.dismissed", "proposal.accepted");
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> world.proposals.decline(id, null, world.alice));
  }

  @Test
  void proposedPackageOfAnotherProjectIsLinked() {
    QueueCard card = world.card("CVE-2024-0001");
    long id = world.proposals.proposePackage(card.id(), "curl", null, world.bob);
    world.proposals.accept(id, card.revision(), world.alice);
    assertThat(
            world.queue.ofVulnerability(card.vulnerability().id(), null).stream()
                .map(QueueCard::project))
        .containsExactlyInAnyOrder("zlib", "curl");
    assertThatExceptionOfType(BadInput.class)
        .isThrownBy(() -> world.proposals.proposePackage(card.id(), "no-such", null, world.bob));
  }

  @Test
  void exportIsWhatTheMatcherSaid() throws IOException {
    world = new TriageWorld(database);
    world.shipTwoProjects();
    Suggestion second = world.suggest("CVE-2024-0002", "zlib", 0.98, Verdict.UNKNOWN);
    Suggestion first = world.suggest("CVE-2024-0002", "curl", 0.99, Verdict.AFFECTED);
    Suggestion other = world.suggest("CVE-2024-0001", "zlib", 0.2, Verdict.PATCHED);
    world.take(world.record("CVE-2024-0002", "Two"), first, second);
    world.take(world.record("CVE-2024-0001", "One"), other);
    world.links.link(
        world.vulnerability("CVE-2024-0001"),
        world.projects.find("curl").orElseThrow().id(),
        null,
        world.alice);
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    for (Suggestion suggestion : List.of(other, first, second)) {
      SuggestionWriter.write(suggestion, expected);
    }
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    assertThat(world.export.writeTo(written)).isEqualTo(3);
    assertThat(written.toString(StandardCharsets.UTF_8))
        .isEqualTo(expected.toString(StandardCharsets.UTF_8));
  }

  @Test
  void openedCardIsOpenForFiveMinutes() {
    QueueCard card = world.card("CVE-2024-0001");
    world.triage.opened(card.id(), world.bob);
    assertThat(world.queue.card(card.id(), null).openedBy()).isEqualTo("bob");
    assertThat(world.queue.card(card.id(), world.bob).openedBy()).isNull();
    world.clock.advance(Duration.ofMinutes(5));
    assertThat(world.queue.card(card.id(), null).openedBy()).isNull();
  }

  @Test
  void channelsPastTheirEndStandLastOnACard() {
    world.jdbi.useHandle(
        handle ->
            handle.execute("update channel set position = -1 where name = ?", TriageWorld.OLD));
    assertThat(world.card("CVE-2024-0002").channels())
        .extracting(QueueCard.ChannelLine::channel, QueueCard.ChannelLine::supported)
        .containsExactly(tuple(TriageWorld.UNSTABLE, true), tuple(TriageWorld.OLD, false));
  }
}
