package org.snowguard.server.suggestion;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.verdict.ReasonCode;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.nixpkgs.PackageIndex;
import org.snowguard.server.nixpkgs.PackageSpan;
import org.snowguard.server.nixpkgs.Project;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.vulnerability.Vulnerability;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Transactions;

/** Links that people make: any vulnerability to any project, with or without a suggestion. */
public final class HandLinks {

  private static final String TRYING = "linking a vulnerability by hand";

  private final HandLinkStore store;
  private final OverlayStore overlays;
  private final Claims claims;
  private final Triage triage;
  private final HandLinkJudge judge;
  private final Vulnerabilities vulnerabilities;
  private final Projects projects;
  private final PackageIndex packages;
  private final Transactions transactions;
  private final Clock clock;

  HandLinks(
      HandLinkStore store,
      OverlayStore overlays,
      Claims claims,
      Triage triage,
      HandLinkJudge judge,
      Vulnerabilities vulnerabilities,
      Projects projects,
      PackageIndex packages,
      Transactions transactions,
      Clock clock) {
    this.store = store;
    this.overlays = overlays;
    this.claims = claims;
    this.triage = triage;
    this.judge = judge;
    this.vulnerabilities = vulnerabilities;
    this.projects = projects;
    this.packages = packages;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Links a vulnerability to a project and puts the card into the queue; a suggestion that is
   * there, in whatever corner, is taken from it.
   */
  public Acted link(long vulnerabilityId, long projectId, @Nullable String note, long actor) {
    Vulnerability vulnerability = vulnerability(vulnerabilityId);
    Project project = project(projectId);
    return transactions.call(
        () -> {
          Optional<StoredSuggestion> known = overlays.lock(vulnerabilityId, projectId);
          StoredSuggestion before = known.orElseGet(() -> create(vulnerability, project));
          boolean queuedAlready = known.isPresent() && before.standing() == Standing.PENDING;
          if (before.standing().isDecided() || queuedAlready) {
            throw new BadInput(
                TRYING,
                before.label(),
                "this link is %s already; act on its card.".formatted(before.standing().text()));
          }
          return triage.write(
              before, before.overlay().linked(), "suggestion.linked", note, actor, null);
        });
  }

  private StoredSuggestion create(Vulnerability vulnerability, Project project) {
    List<PackageSpan> spans = packages.current(project.attributes());
    TreeSet<String> marks = new TreeSet<>();
    for (PackageSpan span : spans) {
      marks.add(Verdict.UNKNOWN.text());
      marks.add(span.channel());
      marks.add(span.channel() + ":" + Verdict.UNKNOWN.text());
      if (span.supported()) {
        marks.add("supported:" + Verdict.UNKNOWN.text());
      }
    }
    MachineView.Traits traits = MachineViews.traits(vulnerability);
    long id =
        store
            .insert(
                new MachineView.Link(vulnerability.id(), project.id()),
                project.attributes(),
                List.copyOf(marks),
                traits,
                MachineViews.rank(vulnerability, traits, false),
                clock.instant())
            .orElseThrow(
                () ->
                    new Conflict(
                        TRYING,
                        vulnerability.publicId() + " · " + project.slug(),
                        "somebody else has just made this link; look at its card."));
    store.insertVerdicts(
        id,
        spans.stream().map(PackageSpan::factsId).distinct().toList(),
        ReasonCode.NO_VERSIONS.text(),
        "linked by hand: the record's versions were not compared");
    judge.judge(id);
    return claims.lock(id, TRYING);
  }

  private Vulnerability vulnerability(long id) {
    Vulnerability found = vulnerabilities.byIds(List.of(id)).get(id);
    if (found == null) {
      throw new NotFound(TRYING, "vulnerability " + id, "search for it.");
    }
    return found;
  }

  private Project project(long id) {
    Project found = projects.byIds(List.of(id)).get(id);
    if (found == null) {
      throw new NotFound(TRYING, "project " + id, "search for it.");
    }
    return found;
  }
}
