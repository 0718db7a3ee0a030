package org.snowguard.server.issue.rule;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
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

  /** What is kept of the cards that were looked at, however many: numbers, and a sample. */
  private static final class Tally {
    private final StandingRule rule;
    private final Function<StoredCard, RuleCard> looked;
    private int cards;
    private final Numbers taken = new Numbers();
    private final Map<RuleOutcome.Because, Integer> left = new EnumMap<>(RuleOutcome.Because.class);
    private final Map<String, Integer> became = new TreeMap<>();
    private final List<DryRun.Line> sample = new ArrayList<>();

    Tally(StandingRule rule, Function<StoredCard, RuleCard> looked) {
      this.rule = rule;
      this.looked = looked;
    }

    void count(StoredCard card) {
      cards++;
      switch (rule.decide(looked.apply(card))) {
        case RuleOutcome.Takes _ -> take(card);
        case RuleOutcome.Leaves leaves -> left.merge(leaves.because(), 1, Integer::sum);
      }
    }

    private void take(StoredCard card) {
      taken.add(card.seen().suggestionId());
      became.merge(card.state(), 1, Integer::sum);
      if (sample.size() < DryRun.SAMPLE) {
        sample.add(
            new DryRun.Line(
                card.seen().suggestionId(), card.publicId(), card.title(), card.state()));
      }
    }

    DryRun.Part part() {
      return new DryRun.Part(cards, taken.count, became, left, sample);
    }
  }

  /** Numbers of cards without the cards: eight bytes each. */
  private static final class Numbers {
    private long[] numbers = new long[64];
    private int count;

    void add(long number) {
      if (count == numbers.length) {
        numbers = Arrays.copyOf(numbers, count * 2);
      }
      numbers[count] = number;
      count++;
    }

    void feed(MessageDigest digest) {
      Arrays.sort(numbers, 0, count);
      for (int index = 0; index < count; index++) {
        digest.update((numbers[index] + " ").getBytes(UTF_8));
      }
    }
  }

  DryRun of(RuleDraft draft) {
    LocalDate since = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(DryRun.DAYS);
    Tally past = new Tally(draft.rule(), DryRuns::asItWas);
    cards.publishedSince(
        draft.project().id(), since.atStartOfDay(ZoneOffset.UTC).toInstant(), past::count);
    Tally now = new Tally(draft.rule(), StoredCard::card);
    cards.untouched(draft.project().id(), clock.instant(), now::count);
    return new DryRun(
        now.part(), since, past.part(), fingerprint(draft, since, past.taken, now.taken));
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

  private static String fingerprint(RuleDraft draft, LocalDate since, Numbers taken, Numbers now) {
    MessageDigest digest = sha256();
    digest.update(
        "%d\n%s\n%s\n%s\n"
            .formatted(draft.project().id(), draft.rule(), draft.waitDays(), since)
            .getBytes(UTF_8));
    taken.feed(digest);
    digest.update((byte) '\n');
    now.feed(digest);
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
