package org.snowguard.server.issue.content;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.issue.CloseReason;
import org.snowguard.core.issue.IssueState;
import org.snowguard.core.issue.Remedies;
import org.snowguard.core.issue.SubjectKind;
import org.snowguard.core.issue.Urgency;
import org.snowguard.core.triage.Priority;
import org.snowguard.core.triage.Remediation;
import org.snowguard.core.triage.Threat;
import org.snowguard.server.issue.content.ContentStore.IssueRow;
import org.snowguard.server.issue.content.ContentStore.ItemRow;
import org.snowguard.server.issue.content.ContentStore.OverlayRow;
import org.snowguard.server.issue.content.ContentStore.ShippedRow;
import org.snowguard.server.issue.content.IssueContent.Hands;
import org.snowguard.server.issue.content.IssueContent.Moments;
import org.snowguard.server.vulnerability.Vulnerability;

/**
 * Makes contents out of rows.
 *
 * @param known vulnerabilities by public id
 */
record ContentParts(Map<String, Vulnerability> known, Urgency urgency, Instant now) {

  IssueContent content(
      IssueRow row,
      List<ItemRow> items,
      Overlaid overlaid,
      List<ShippedRow> shipped,
      List<IssueFinding> findings,
      PeopleToTell people) {
    List<IssueVulnerability> vulnerabilities = vulnerabilities(items, overlaid);
    Priority proposed = Urgency.propose(threats(vulnerabilities));
    Priority priority = Optional.ofNullable(row.priority()).map(Priority::valueOf).orElse(proposed);
    Remediation.Kind remedy = Remedies.propose(remedies(findings));
    String chosen = row.remediation();
    return new IssueContent(
        row.id(),
        row.revision(),
        row.publicId(),
        IssueState.parse(row.state()),
        Optional.ofNullable(row.closeReason()).flatMap(CloseReason::of).orElse(null),
        row.duplicateOf(),
        row.title(),
        row.description(),
        vulnerabilities,
        subjects(items, overlaid, shipped),
        findings,
        overlaid.takenAway(),
        overlaid.links(),
        people.of(findings, overlaid),
        overlaid.added(Overlaid.TEAM).stream().map(OverlayRow::name).toList(),
        priority,
        proposed,
        row.priority() != null,
        urgency.target(priority, notified(row, vulnerabilities)),
        chosen == null ? remedy : kind(chosen),
        remedy,
        chosen != null,
        moments(row),
        hands(row));
  }

  private static Remediation.Kind kind(String text) {
    return Remediation.Kind.valueOf(text.toUpperCase(java.util.Locale.ROOT));
  }

  private List<IssueVulnerability> vulnerabilities(List<ItemRow> items, Overlaid overlaid) {
    Set<String> byHand = overlaid.addedNames(Overlaid.VULNERABILITY);
    Map<String, IssueVulnerability> all = new TreeMap<>();
    byHand.forEach(id -> all.put(id, vulnerability(id, true)));
    items.stream()
        .map(ItemRow::vulnerability)
        .filter(id -> !overlaid.isRemoved(Overlaid.VULNERABILITY, id))
        .forEach(id -> all.put(id, vulnerability(id, false)));
    return List.copyOf(all.values());
  }

  private IssueVulnerability vulnerability(String id, boolean byHand) {
    Vulnerability found = known.get(id);
    if (found == null) {
      return new IssueVulnerability(id, null, id, null, null, null, null, null, false, byHand);
    }
    return new IssueVulnerability(
        id,
        found.id(),
        found.headline(),
        found.severity(),
        found.cvssScore(),
        found.cvssVector(),
        found.knownExploitedSince(),
        found.epss(),
        found.state().equals("rejected"),
        byHand);
  }

  private List<Threat> threats(List<IssueVulnerability> vulnerabilities) {
    return vulnerabilities.stream()
        .map(one -> known.get(one.id()))
        .filter(Objects::nonNull)
        .map(ContentParts::threat)
        .toList();
  }

  private static Threat threat(Vulnerability vulnerability) {
    Float score = vulnerability.cvssScore();
    String exploitation = vulnerability.exploitation();
    return Threat.of(
        vulnerability.cvssVector(),
        score == null ? 0 : score,
        vulnerability.knownExploitedSince() != null,
        exploitation != null && !exploitation.equals("none"));
  }

  private static List<Remediation> remedies(List<IssueFinding> findings) {
    return findings.stream()
        .filter(IssueFinding::supported)
        .map(IssueFinding::remediation)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .toList();
  }

  private static List<IssueSubject> subjects(
      List<ItemRow> items, Overlaid overlaid, List<ShippedRow> shipped) {
    List<IssueSubject> subjects = new ArrayList<>();
    items.stream()
        .map(ItemRow::project)
        .distinct()
        .filter(project -> !overlaid.isRemoved(Overlaid.PROJECT, project))
        .forEach(name -> subjects.add(subject(SubjectKind.PROJECT, name, null, false, null)));
    for (SubjectKind kind : SubjectKind.values()) {
      overlaid.added(kind.text()).stream()
          .filter(row -> subjects.stream().noneMatch(one -> is(one, kind, row.name())))
          .forEach(
              row -> subjects.add(subject(kind, row.name(), null, true, reason(row.reason()))));
    }
    shipped.stream()
        .filter(row -> !overlaid.isRemoved(Overlaid.PACKAGE, row.attribute()))
        .forEach(
            row ->
                subjects.add(
                    subject(SubjectKind.PACKAGE, row.attribute(), row.version(), true, null)));
    subjects.sort(
        Comparator.comparing(IssueSubject::kind)
            .thenComparing(IssueSubject::name)
            .thenComparing(one -> Objects.toString(one.version(), "")));
    return subjects;
  }

  private static boolean is(IssueSubject subject, SubjectKind kind, String name) {
    return subject.kind() == kind && subject.name().equals(name);
  }

  private static @Nullable String reason(String text) {
    return text.isEmpty() ? null : text;
  }

  private static IssueSubject subject(
      SubjectKind kind,
      String name,
      @Nullable String version,
      boolean byHand,
      @Nullable String reason) {
    return new IssueSubject(kind, name, version, byHand, reason);
  }

  /** When we knew first: of a vulnerability, or by somebody making the draft. */
  private Instant notified(IssueRow row, List<IssueVulnerability> vulnerabilities) {
    return vulnerabilities.stream()
        .map(one -> known.get(one.id()))
        .filter(Objects::nonNull)
        .map(Vulnerability::firstSeenAt)
        .min(Comparator.naturalOrder())
        .filter(seen -> seen.isBefore(row.createdAt()))
        .orElse(row.createdAt());
  }

  private static Moments moments(IssueRow row) {
    return new Moments(
        row.createdAt(),
        row.createdBy(),
        row.publishedAt(),
        row.publishedBy(),
        row.closedAt(),
        row.closedBy(),
        row.closedOnGithubAt());
  }

  private Hands hands(IssueRow row) {
    Instant until = row.claimedUntil();
    boolean isClaimed = until != null && until.isAfter(now);
    return new Hands(row.assignee(), isClaimed ? row.claimedBy() : null, isClaimed ? until : null);
  }
}
