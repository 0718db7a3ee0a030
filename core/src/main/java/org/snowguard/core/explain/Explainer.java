package org.snowguard.core.explain;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.snowguard.core.explain.Explanation.BelowLimit;
import org.snowguard.core.explain.Explanation.Link;
import org.snowguard.core.explain.Explanation.Made;
import org.snowguard.core.explain.Explanation.NoKey;
import org.snowguard.core.explain.Explanation.OtherLink;
import org.snowguard.core.explain.Explanation.Rejected;
import org.snowguard.core.explain.Explanation.SourcedVerdict;
import org.snowguard.core.match.Evidence;
import org.snowguard.core.match.Matcher;
import org.snowguard.core.match.Suggestion;
import org.snowguard.core.project.ProjectGroup;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.Container;
import org.snowguard.core.record.RecordState;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.core.verdict.Judgement;
import org.snowguard.core.verdict.ReasonCode;

/** Gathers what the matcher thinks of a record and a package. Thread-safe, as the matcher is. */
public final class Explainer {
  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s");
  private static final Comparator<Evidence> STRONGEST =
      Comparator.comparingDouble((Evidence one) -> Math.abs(one.weight()))
          .reversed()
          .thenComparing(Evidence::kind)
          .thenComparing(Evidence::value)
          .thenComparing(Evidence::pointer);

  private final Matcher matcher;
  private final Map<String, String> projectOf = new HashMap<>();

  private Explainer(Matcher matcher) {
    this.matcher = matcher;
  }

  /**
   * @param projects those that the matcher was made with
   */
  public static Explainer of(Matcher matcher, List<ProjectGroup> projects) {
    Explainer explainer = new Explainer(matcher);
    for (ProjectGroup project : projects) {
      project.attributes().forEach(attribute -> explainer.projectOf.put(attribute, project.key()));
    }
    return explainer;
  }

  /** Empty when no channel has the attribute. */
  public Optional<Explanation> explain(VulnerabilityRecord record, String attribute) {
    return Optional.ofNullable(projectOf.get(attribute))
        .map(project -> explain(record, attribute, project));
  }

  private Explanation explain(VulnerabilityRecord record, String attribute, String project) {
    List<Suggestion> suggestions = matcher.match(record);
    Optional<Suggestion> made =
        suggestions.stream().filter(one -> one.project().equals(project)).findFirst();
    List<SourcedVerdict> verdicts =
        made.stream()
            .flatMap(one -> one.packages().stream())
            .filter(verdict -> verdict.attribute().equals(attribute))
            .map(verdict -> new SourcedVerdict(verdict, source(record, verdict.judgement())))
            .toList();
    List<OtherLink> elsewhere =
        suggestions.stream()
            .filter(one -> !one.project().equals(project))
            .map(one -> new OtherLink(one.project(), one.tier(), one.probability()))
            .toList();
    Link link = made.<Link>map(Explainer::made).orElseGet(() -> notMade(record, project));
    return new Explanation(
        record.id(),
        says(record),
        attribute,
        project,
        link,
        verdicts,
        elsewhere,
        Matcher.ALGORITHM);
  }

  private static Link made(Suggestion suggestion) {
    return new Made(
        suggestion.tier(), suggestion.probability(), suggestion.evidence(), suggestion.against());
  }

  private Link notMade(VulnerabilityRecord record, String project) {
    if (record.state() == RecordState.REJECTED) {
      return new Rejected();
    }
    return matcher.weigh(record).stream()
        .filter(weighed -> weighed.project().key().equals(project))
        .findFirst()
        .<Link>map(
            weighed ->
                new BelowLimit(
                    weighed.probability(),
                    strongest(weighed.evidence(), one -> one.weight() > 0),
                    strongest(weighed.evidence(), one -> one.weight() < 0)))
        .orElseGet(NoKey::new);
  }

  private static List<Evidence> strongest(List<Evidence> evidence, Predicate<Evidence> side) {
    return evidence.stream().filter(side).sorted(STRONGEST).toList();
  }

  private static String says(VulnerabilityRecord record) {
    String title = record.title();
    return title != null && !title.isBlank()
        ? title.strip()
        : SENTENCE_END.split(record.description().strip(), 2)[0];
  }

  /** Whose statement decided: that of the entry which the pointer leads into. */
  private static String source(VulnerabilityRecord record, Judgement judgement) {
    if (judgement.code() == ReasonCode.PATCH_NAMES_ID
        || judgement.code() == ReasonCode.KNOWN_VULNERABILITY_NAMES_ID) {
      return "nixpkgs";
    }
    return record.affected().stream()
        .filter(entry -> isWithin(judgement.pointer(), entry.pointer()))
        .findFirst()
        .map(AffectedEntry::container)
        .map(Explainer::name)
        .orElse(judgement.pointer().isEmpty() ? "" : "the record's prose");
  }

  private static boolean isWithin(String pointer, String entry) {
    return pointer.equals(entry) || pointer.startsWith(entry + "/");
  }

  private static String name(Container source) {
    return source.provider().isEmpty()
        ? source.role().name()
        : source.role().name() + " (" + source.provider() + ")";
  }
}
