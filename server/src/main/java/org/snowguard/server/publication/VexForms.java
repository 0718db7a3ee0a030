package org.snowguard.server.publication;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.issue.CloseReason;
import org.snowguard.core.issue.IssueState;
import org.snowguard.core.statement.Consequence;
import org.snowguard.core.statement.NixPurl;
import org.snowguard.core.statement.PersonsDecision;
import org.snowguard.core.statement.Statement;
import org.snowguard.core.statement.StatementStatus;
import org.snowguard.core.statement.Statements;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.formats.openvex.OpenVexDocument.VexStatement;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.content.IssueFinding;
import org.snowguard.server.issue.content.IssueVulnerability;
import org.snowguard.server.publication.DecidedStore.DismissedPackage;

/** What is stated of each channel. */
final class VexForms {

  /** Where two decisions differ about one package, the one that hides least holds. */
  private static final List<StatementStatus> WORST_FIRST =
      List.of(
          StatementStatus.AFFECTED,
          StatementStatus.UNDER_INVESTIGATION,
          StatementStatus.FIXED,
          StatementStatus.NOT_AFFECTED);

  private final Address address;
  private final Map<Long, IssueContent> issues;
  private final Collection<DismissedPackage> dismissed;
  private final Standings standings;
  private final ShippedSince shipped;

  /**
   * @param issues all public ones, by number
   */
  VexForms(
      Address address,
      Map<Long, IssueContent> issues,
      Collection<DismissedPackage> dismissed,
      Standings standings,
      ShippedSince shipped) {
    this.address = address;
    this.issues = issues;
    this.dismissed = dismissed;
    this.standings = standings;
    this.shipped = shipped;
  }

  /** What a statement is about. */
  private record Subject(String vulnerability, String purl) implements Comparable<Subject> {
    @Override
    public int compareTo(Subject other) {
      return Comparator.comparing(Subject::vulnerability)
          .thenComparing(Subject::purl)
          .compare(this, other);
    }
  }

  /** Decisions of people, and where they are open what machines found: under investigation. */
  List<VexStatement> ofPeople(String channel) {
    Map<Subject, Statement> stated = new TreeMap<>();
    dismissed.stream()
        .filter(one -> one.channel().equals(channel))
        .forEach(
            one ->
                says(Statements.of(new PersonsDecision.Dismissed(one.reason())))
                    .filter(statement -> speaksOf(statement, one.verdict()))
                    .ifPresent(
                        statement ->
                            put(
                                stated,
                                one.vulnerability(),
                                NixPurl.of(one.attribute(), one.version(), channel),
                                statement)));
    each(
        channel,
        (issue, finding) ->
            ofPeople(issue, finding, new HashSet<>())
                .or(() -> underInvestigation(issue, finding))
                .ifPresent(statement -> put(stated, finding, statement)));
    return grouped(
        stated,
        statement ->
            statement.status() == StatementStatus.UNDER_INVESTIGATION
                ? "Found by machine; nobody has decided yet."
                : "Decided by people.");
  }

  /** Who takes the risk of a flaw takes it where the flaw is. */
  private static boolean speaksOf(Statement statement, Verdict found) {
    return statement.status() != StatementStatus.AFFECTED
        || (found != Verdict.NOT_AFFECTED && found != Verdict.PATCHED);
  }

  /** What the machine says alone: for a file whose name says that nobody reviewed it. */
  List<VexStatement> automatic(String channel) {
    Map<Subject, Statement> stated = new TreeMap<>();
    each(
        channel,
        (issue, finding) ->
            put(stated, finding, Statements.unreviewed(finding.machine().verdict())));
    return grouped(stated, statement -> "Automatic, not reviewed.");
  }

  private interface Taker {
    void take(IssueContent issue, IssueFinding finding);
  }

  private void each(String channel, Taker taker) {
    for (IssueContent issue : issues.values()) {
      if (issue.closeReason() == CloseReason.WITHDRAWN) {
        continue;
      }
      Set<String> rejected = rejected(issue);
      for (IssueFinding finding : issue.findings()) {
        if (finding.channel().equals(channel)
            && isPackageWithFlaw(finding)
            && !rejected.contains(finding.vulnerability())) {
          taker.take(issue, finding);
        }
      }
    }
  }

  /** There is nothing to be affected by. */
  private static Set<String> rejected(IssueContent issue) {
    return issue.vulnerabilities().stream()
        .filter(IssueVulnerability::rejected)
        .map(IssueVulnerability::id)
        .collect(Collectors.toSet());
  }

  private static boolean isPackageWithFlaw(IssueFinding finding) {
    return finding.vulnerability() != null && !finding.machine().code().equals(Published.MODULE);
  }

  private Optional<Statement> ofPeople(
      IssueContent issue, IssueFinding finding, Set<Long> visited) {
    if (finding.isOverridden()) {
      // That somebody calls it affected stands against what closing the issue says of all.
      return says(Statements.of(new PersonsDecision.Judged(finding.verdict())))
          .filter(statement -> holds(statement, finding, finding.overriddenAt()));
    }
    if (standings.hasConfirmedFix(issue.id(), finding)) {
      return says(Statements.of(new PersonsDecision.FixConfirmed()));
    }
    CloseReason reason = issue.closeReason();
    if (issue.state() != IssueState.CLOSED
        || reason == null
        || issue.moments().closedBy() == null) {
      return Optional.empty();
    }
    return switch (Statements.of(new PersonsDecision.Closed(reason))) {
      case Consequence.Says(Statement says) ->
          // Closed as fixed while some package is open says nothing of that one.
          says.status() == StatementStatus.FIXED && finding.verdict().isOpen()
              ? Optional.empty()
              : Optional.of(says)
                  .filter(statement -> holds(statement, finding, issue.moments().closedAt()));
      case Consequence.AsTheTarget() -> ofTarget(issue, finding, visited);
      case Consequence.Silence() -> Optional.empty();
    };
  }

  /**
   * Whether a decision still speaks of what is shipped: what hides a finding holds for versions
   * that stood when it was made. Of a later one that the machine calls open nobody has said a word.
   */
  private boolean holds(Statement statement, IssueFinding finding, @Nullable Instant decidedAt) {
    boolean hides =
        statement.status() == StatementStatus.NOT_AFFECTED
            || statement.status() == StatementStatus.FIXED;
    return !hides
        || !finding.machine().verdict().isOpen()
        || decidedAt == null
        || !shipped.since(finding).isAfter(decidedAt);
  }

  /** The same flaw of the same package in the issue that holds instead. */
  private Optional<Statement> ofTarget(
      IssueContent issue, IssueFinding finding, Set<Long> visited) {
    Long of = issue.duplicateOf();
    if (of == null || !visited.add(issue.id())) {
      return Optional.empty();
    }
    IssueContent target = issues.get(of);
    if (target == null || target.closeReason() == CloseReason.WITHDRAWN) {
      return Optional.empty();
    }
    return target.findings().stream()
        .filter(other -> isSamePlace(finding, other))
        .findFirst()
        .flatMap(
            other -> ofPeople(target, other, visited).or(() -> underInvestigation(target, other)));
  }

  private static boolean isSamePlace(IssueFinding one, IssueFinding other) {
    return one.attribute().equals(other.attribute())
        && one.channel().equals(other.channel())
        && Objects.equals(one.vulnerability(), other.vulnerability());
  }

  private static Optional<Statement> underInvestigation(IssueContent issue, IssueFinding finding) {
    return issue.state() == IssueState.PUBLISHED
        ? Statements.ofMachine(finding.machine().verdict())
        : Optional.empty();
  }

  private static Optional<Statement> says(Consequence consequence) {
    return consequence instanceof Consequence.Says(Statement statement)
        ? Optional.of(statement)
        : Optional.empty();
  }

  private static void put(
      Map<Subject, Statement> stated, IssueFinding finding, Statement statement) {
    put(
        stated,
        Objects.requireNonNull(finding.vulnerability()),
        NixPurl.of(finding.attribute(), finding.version(), finding.channel()),
        statement);
  }

  private static void put(
      Map<Subject, Statement> stated, String vulnerability, String purl, Statement statement) {
    stated.merge(
        new Subject(vulnerability, purl),
        statement,
        (one, other) ->
            WORST_FIRST.indexOf(other.status()) < WORST_FIRST.indexOf(one.status()) ? other : one);
  }

  private record Same(String vulnerability, Statement statement) {}

  /** Products of which the same holds stand in one statement. */
  private List<VexStatement> grouped(
      Map<Subject, Statement> stated, Function<Statement, String> notes) {
    Map<Same, Set<String>> products = new LinkedHashMap<>();
    stated.forEach(
        (subject, statement) ->
            products
                .computeIfAbsent(
                    new Same(subject.vulnerability(), statement), key -> new TreeSet<>())
                .add(subject.purl()));
    List<VexStatement> statements = new ArrayList<>();
    products.forEach(
        (same, purls) ->
            statements.add(
                new VexStatement(
                    same.vulnerability(),
                    address.vulnerability(same.vulnerability()),
                    List.of(),
                    List.copyOf(purls),
                    same.statement().status().text(),
                    same.statement().justification(),
                    notes.apply(same.statement()),
                    same.statement().action())));
    return statements;
  }
}
