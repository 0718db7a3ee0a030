package org.snowguard.server.suggestion;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.explain.EvidenceText;
import org.snowguard.core.match.Evidence;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.account.ActorNames;
import org.snowguard.server.suggestion.CardStore.CardRow;
import org.snowguard.server.suggestion.CardStore.LineRow;
import org.snowguard.server.suggestion.QueueCard.CardDecision;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.vulnerability.Vulnerability;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Puts cards together: a whole page in six queries. */
final class Cards {

  /** How long a card counts as looked at. */
  static final Duration OPEN_FOR = Duration.ofMinutes(5);

  private static final TypeReference<List<Evidence>> EVIDENCE = new TypeReference<>() {};

  private final CardStore store;
  private final ProposalStore proposals;
  private final RefutationStore refutations;
  private final Vulnerabilities vulnerabilities;
  private final Accounts accounts;
  private final JsonMapper json;
  private final Clock clock;

  Cards(
      CardStore store,
      ProposalStore proposals,
      RefutationStore refutations,
      Vulnerabilities vulnerabilities,
      Accounts accounts,
      JsonMapper json,
      Clock clock) {
    this.store = store;
    this.proposals = proposals;
    this.refutations = refutations;
    this.vulnerabilities = vulnerabilities;
    this.accounts = accounts;
    this.json = json;
    this.clock = clock;
  }

  /** What a page of cards needs besides its rows. */
  private record Around(
      Map<Long, Vulnerability> vulnerabilities,
      Map<Long, List<LineRow>> lines,
      Map<Long, List<Proposal>> proposals,
      Map<Long, List<Refutation>> refutations,
      ActorNames names) {}

  /**
   * The cards of some suggestions, in the order given; unknown numbers are left out.
   *
   * @param viewer number of the account that looks, or null: whose own looking is nobody else's
   */
  List<QueueCard> of(Collection<Long> ids, @Nullable Long viewer) {
    if (ids.isEmpty()) {
      return List.of();
    }
    List<CardRow> rows = store.rows(ids);
    Around around =
        new Around(
            vulnerabilities.byIds(rows.stream().map(CardRow::vulnerabilityId).toList()),
            store.lines(ids).stream().collect(Collectors.groupingBy(LineRow::suggestionId)),
            proposals.openOf(ids).stream().collect(Collectors.groupingBy(Proposal::suggestionId)),
            refutations.openOf(Triage.SUBJECT, ids).stream()
                .collect(Collectors.groupingBy(Refutation::subjectId)),
            accounts.names(people(rows)));
    return rows.stream().map(row -> card(row, around, viewer)).toList();
  }

  private static Set<Long> people(List<CardRow> rows) {
    Set<Long> people = new HashSet<>();
    for (CardRow row : rows) {
      if (row.openedBy() != null) {
        people.add(row.openedBy());
      }
      if (row.decidedBy() != null) {
        people.add(row.decidedBy());
      }
    }
    return people;
  }

  private QueueCard card(CardRow row, Around around, @Nullable Long viewer) {
    Vulnerability vulnerability =
        Objects.requireNonNull(around.vulnerabilities().get(row.vulnerabilityId()));
    List<Evidence> evidence = json.readValue(row.evidence(), EVIDENCE);
    List<Evidence> against = json.readValue(row.against(), EVIDENCE);
    return new QueueCard(
        row.id(),
        row.revision(),
        Standing.parse(row.state()),
        vulnerability,
        vulnerability.headline(),
        SeverityWords.of(vulnerability),
        row.since(),
        row.projectId(),
        row.project(),
        row.variantOf(),
        row.tier(),
        row.probability(),
        row.linkedByHand(),
        CardLines.of(row.project(), around.lines().getOrDefault(row.id(), List.of())),
        EvidenceText.why(evidence, row.linkedByHand()),
        EvidenceText.whyNot(against),
        evidence,
        against,
        row.attributes(),
        row.removedAttributes(),
        decision(row, around.names()),
        row.changedSince(),
        openedBy(row, around.names(), viewer),
        around.proposals().getOrDefault(row.id(), List.of()),
        around.refutations().getOrDefault(row.id(), List.of()));
  }

  private static @Nullable CardDecision decision(CardRow row, ActorNames names) {
    Long by = row.decidedBy();
    Instant at = row.decidedAt();
    if (by == null || at == null) {
      return null;
    }
    String reason = row.dismissReason();
    return new CardDecision(
        names.of(by),
        at,
        reason == null ? null : OverlayText.reason(reason).label(),
        row.note(),
        row.snoozedUntil(),
        row.reviewOn(),
        row.ruleId());
  }

  private @Nullable String openedBy(CardRow row, ActorNames names, @Nullable Long viewer) {
    Long by = row.openedBy();
    Instant at = row.openedAt();
    boolean now = at != null && at.isAfter(clock.instant().minus(OPEN_FOR));
    return by == null || by.equals(viewer) || !now ? null : names.of(by);
  }
}
