package org.snowguard.server.issue.content;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.status.Status;
import org.snowguard.core.status.StatusFacts;
import org.snowguard.core.status.StatusRule;
import org.snowguard.core.triage.Remediation;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.issue.content.ContentStore.OverlayRow;
import org.snowguard.server.issue.content.IssueFinding.Judgement;
import org.snowguard.server.issue.content.StandingStore.ChannelRow;
import org.snowguard.server.issue.content.StandingStore.SpanRow;
import org.snowguard.server.issue.content.StandingStore.VerdictRow;

/** What holds for each package of an issue in each channel, after what people say. */
final class Findings {

  private static final Judgement NOT_NAMED =
      new Judgement(
          Verdict.UNKNOWN,
          "no_vulnerability",
          "no vulnerability is named yet: nothing to judge by");
  private static final Judgement NOT_LINKED =
      new Judgement(
          Verdict.UNKNOWN,
          "not_linked",
          "put in by hand: the machine makes no such link; link it by hand to have it judged");
  private static final Judgement NOT_JUDGED =
      new Judgement(
          Verdict.UNKNOWN, "not_judged_yet", "not judged yet: matching has still to come by");
  private static final Judgement MODULE =
      new Judgement(
          Verdict.UNKNOWN, "module", "a NixOS module: only people can tell whether it is affected");

  /** Where packages stand, for all issues of a page. */
  record Standing(
      List<ChannelRow> channels,
      Map<String, List<SpanRow>> spans,
      Map<JudgedBy, List<VerdictRow>> verdicts) {}

  /** What a verdict is stored under. */
  record JudgedBy(long suggestionId, long factsId) {}

  /** What a claim says of a package in a channel; a claim of its own link outweighs others. */
  private record Place(@Nullable String vulnerability, String attribute, String channel) {}

  private final Set<String> modules;
  private final Map<String, List<OverlayRow>> verdicts;
  private final Map<String, String> shipped;
  private final Standing standing;
  private final Map<KeptStatus.Place, KeptStatus> kept;

  /**
   * @param shipped attribute to the one version that the issue is about
   * @param kept statuses by what they are of
   */
  Findings(
      Overlaid overlaid,
      Map<String, String> shipped,
      Standing standing,
      Map<KeptStatus.Place, KeptStatus> kept) {
    modules = overlaid.addedNames(Overlaid.MODULE);
    verdicts = overlaid.verdicts();
    this.shipped = shipped;
    this.standing = standing;
    this.kept = kept;
  }

  List<IssueFinding> of(List<Claim> claims) {
    Map<Place, IssueFinding> found = new LinkedHashMap<>();
    for (Claim claim : claims) {
      for (String attribute : claim.attributes()) {
        for (IssueFinding finding : of(claim, attribute)) {
          Place place = new Place(finding.vulnerability(), attribute, finding.channel());
          found.merge(place, finding, (old, other) -> claim.suggestionId() == null ? old : other);
        }
      }
    }
    List<IssueFinding> findings = new ArrayList<>(found.values());
    findings.sort(
        Comparator.comparing(
                (IssueFinding finding) -> Objects.toString(finding.vulnerability(), ""))
            .thenComparingInt(IssueFinding::channelPosition)
            .thenComparing(IssueFinding::channel)
            .thenComparing(IssueFinding::attribute));
    return findings;
  }

  private List<IssueFinding> of(Claim claim, String attribute) {
    List<SpanRow> spans = standing.spans().getOrDefault(attribute, List.of());
    boolean isModule = modules.contains(attribute);
    List<IssueFinding> findings = new ArrayList<>();
    for (ChannelRow channel : standing.channels()) {
      Optional<SpanRow> span =
          spans.stream().filter(one -> one.channel().equals(channel.name())).findFirst();
      if (span.isPresent()) {
        findings.add(packaged(claim, channel, span.get()));
      } else if (isModule) {
        findings.add(finding(claim, attribute, channel, null, MODULE, null));
      }
    }
    return findings;
  }

  private IssueFinding packaged(Claim claim, ChannelRow channel, SpanRow span) {
    Long suggestion = claim.suggestionId();
    if (suggestion == null) {
      return finding(claim, span.attribute(), channel, span, byHand(claim, span), null);
    }
    List<VerdictRow> stored =
        standing.verdicts().getOrDefault(new JudgedBy(suggestion, span.factsId()), List.of());
    return stored.stream()
        .filter(row -> row.attribute().isEmpty() || row.attribute().equals(span.attribute()))
        .max(Comparator.comparing(VerdictRow::attribute))
        .map(row -> finding(claim, span.attribute(), channel, span, judgement(row), row))
        .orElseGet(() -> finding(claim, span.attribute(), channel, span, NOT_JUDGED, null));
  }

  private Judgement byHand(Claim claim, SpanRow span) {
    String about = shipped.get(span.attribute());
    if (about != null) {
      return about.equals(span.version())
          ? new Judgement(
              Verdict.UNKNOWN, "carries_version", "carries " + about + ", which the issue is about")
          : new Judgement(
              Verdict.NOT_AFFECTED, "other_version", "the issue is about " + about + " alone");
    }
    return claim.vulnerability() == null ? NOT_NAMED : NOT_LINKED;
  }

  private static Judgement judgement(VerdictRow row) {
    return new Judgement(verdict(row), row.reasonCode(), row.reasonText());
  }

  private static Verdict verdict(VerdictRow row) {
    return Verdict.valueOf(row.verdict().toUpperCase(java.util.Locale.ROOT));
  }

  private IssueFinding finding(
      Claim claim,
      String attribute,
      ChannelRow channel,
      @Nullable SpanRow span,
      Judgement machine,
      @Nullable VerdictRow row) {
    List<OverlayRow> speaking =
        Overlaid.speaking(
            verdicts.getOrDefault(attribute, List.of()),
            Objects.toString(claim.vulnerability(), ""),
            channel.name());
    Optional<OverlayRow> said = speaking.stream().findFirst();
    Verdict verdict = said.map(Overlaid::verdictOf).orElse(machine.verdict());
    String version = span == null ? null : span.version();
    String fixed = row == null ? null : row.fixedVersion();
    Remediation remedy =
        verdict == Verdict.AFFECTED && version != null
            ? Remediation.propose(version, fixed, !channel.rolling(), false)
            : null;
    return new IssueFinding(
        claim.vulnerability(),
        attribute,
        channel.name(),
        channel.position(),
        channel.supported(),
        version,
        span != null && span.patchesKnown(),
        verdict,
        said.map(OverlayRow::reason).orElse(machine.text()),
        machine,
        said.map(OverlayRow::changedBy).orElse(null),
        said.map(OverlayRow::changedAt).orElse(null),
        fixed,
        remedy,
        status(claim, attribute, channel, verdict, machine, version),
        speaking.stream().map(Findings::said).toList());
  }

  private static IssueFinding.Said said(OverlayRow row) {
    return new IssueFinding.Said(row.vulnerability(), row.channel(), Overlaid.verdictOf(row));
  }

  /** What was kept of this very verdict; else what follows from the verdict alone. */
  private Status status(
      Claim claim,
      String attribute,
      ChannelRow channel,
      Verdict verdict,
      Judgement machine,
      @Nullable String version) {
    KeptStatus found =
        kept.get(
            new KeptStatus.Place(
                Objects.toString(claim.vulnerability(), ""), attribute, channel.name()));
    if (found != null && (found.verdict() == verdict || machine.equals(NOT_JUDGED))) {
      return found.status();
    }
    return StatusRule.judge(StatusFacts.takenUp(verdict, machine.code(), machine.text(), version))
        .status();
  }
}
