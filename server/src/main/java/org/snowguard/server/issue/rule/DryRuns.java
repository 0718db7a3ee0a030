package org.snowguard.server.issue.rule;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snowguard.core.rule.RuleCard;
import org.snowguard.core.rule.RuleOutcome;
import org.snowguard.core.rule.StandingRule;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.issue.rule.RuleCardStore.StoredCard;

/** Tries a rule on the past without touching anything. */
final class DryRuns {

  private final RuleCardStore cards;
  private final Clock clock;

  DryRuns(RuleCardStore cards, Clock clock) {
    this.cards = cards;
    this.clock = clock;
  }

  DryRun of(RuleDraft draft) {
    LocalDate since = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(DryRun.DAYS);
    List<StoredCard> past =
        cards.publishedSince(draft.project().id(), since.atStartOfDay(ZoneOffset.UTC).toInstant());
    List<StoredCard> taken = new ArrayList<>();
    Map<RuleOutcome.Because, Integer> left = new EnumMap<>(RuleOutcome.Because.class);
    Map<String, Integer> became = new TreeMap<>();
    for (StoredCard card : past) {
      switch (draft.rule().decide(asItWas(card))) {
        case RuleOutcome.Takes _ -> {
          taken.add(card);
          became.merge(card.state(), 1, Integer::sum);
        }
        case RuleOutcome.Leaves leaves -> left.merge(leaves.because(), 1, Integer::sum);
      }
    }
    List<StoredCard> now = takenNow(draft);
    List<DryRun.Line> sample =
        taken.stream()
            .limit(DryRun.SAMPLE)
            .map(
                card ->
                    new DryRun.Line(
                        card.seen().suggestionId(), card.publicId(), card.title(), card.state()))
            .toList();
    return new DryRun(
        since,
        past.size(),
        taken.size(),
        now.size(),
        became,
        left,
        sample,
        fingerprint(draft, since, taken, now));
  }

  private List<StoredCard> takenNow(RuleDraft draft) {
    return cards.untouched(draft.project().id(), clock.instant()).stream()
        .filter(card -> draft.rule().decide(card.card()) instanceof RuleOutcome.Takes)
        .toList();
  }

  /** What the machine settled since was affected, and its fix is what was shipped. */
  private static RuleCard asItWas(StoredCard stored) {
    RuleCard now = stored.card();
    return stored.state().equals("settled")
        ? new RuleCard(
            now.score(),
            now.vector(),
            now.knownExploited(),
            List.of(new RuleCard.CardPackage(Verdict.AFFECTED, "shipped")))
        : now;
  }

  private static String fingerprint(
      RuleDraft draft, LocalDate since, List<StoredCard> taken, List<StoredCard> now) {
    StandingRule rule = draft.rule();
    StringBuilder text = new StringBuilder();
    text.append(draft.project().id()).append('\n').append(rule).append('\n');
    text.append(draft.waitDays()).append('\n').append(since).append('\n');
    ids(taken).forEach(id -> text.append(id).append(' '));
    text.append('\n');
    ids(now).forEach(id -> text.append(id).append(' '));
    return HexFormat.of().formatHex(sha256(text.toString()), 0, 16);
  }

  private static List<Long> ids(List<StoredCard> cards) {
    return cards.stream().map(card -> card.seen().suggestionId()).sorted().toList();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
