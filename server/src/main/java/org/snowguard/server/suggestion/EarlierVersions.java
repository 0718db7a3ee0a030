package org.snowguard.server.suggestion;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.core.verdict.Judgement;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.matching.MatchIndex;
import org.snowguard.server.nixpkgs.PackageIndex;
import org.snowguard.server.suggestion.EarlierStore.Build;
import org.snowguard.server.suggestion.EarlierStore.Outdated;
import org.snowguard.server.suggestion.HandLinkJudge.IndexInUse;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.web.Transactions;

/**
 * Judges what channels carried before: matching keeps verdicts of today's packages alone, and a
 * record may be read, or taken up, only when the channels have moved on. Every package that a
 * channel ever carried is judged by today's record and rules, so that no mistake of yesterday
 * stays; what was judged by the same is not judged again.
 */
public final class EarlierVersions {

  private static final Logger log = LoggerFactory.getLogger(EarlierVersions.class);

  /** So many suggestions share the packages that are read for them. */
  private static final int PORTION = 50;

  private final EarlierStore store;
  private final Vulnerabilities vulnerabilities;
  private final PackageIndex packages;
  private final IndexInUse index;
  private final Transactions transactions;

  EarlierVersions(
      EarlierStore store,
      Vulnerabilities vulnerabilities,
      PackageIndex packages,
      IndexInUse index,
      Transactions transactions) {
    this.store = store;
    this.vulnerabilities = vulnerabilities;
    this.packages = packages;
    this.index = index;
    this.transactions = transactions;
  }

  /**
   * Brings up to date what is known of the earlier versions of some packages. Does nothing before
   * there is an index to judge by; what was found before stays till then.
   *
   * @param vulnerabilityIds public ids
   */
  public void lookBack(Collection<String> vulnerabilityIds, Collection<String> attributes) {
    Optional<MatchIndex> current = index.now();
    if (current.isEmpty() || vulnerabilityIds.isEmpty() || attributes.isEmpty()) {
      return;
    }
    MatchIndex now = current.get();
    List<Outdated> outdated =
        store.outdated(vulnerabilityIds, attributes, now.algorithm()).stream()
            .filter(
                one -> Long.valueOf(one.projectId()).equals(now.projectIds().get(one.project())))
            .toList();
    for (int start = 0; start < outdated.size(); start += PORTION) {
      List<Outdated> portion = outdated.subList(start, Math.min(outdated.size(), start + PORTION));
      transactions.run(() -> judge(portion, now));
    }
  }

  private void judge(List<Outdated> links, MatchIndex now) {
    List<Build> builds = store.builds(links.stream().map(Outdated::suggestionId).toList());
    Map<Long, NixPackage> found =
        packages.ofSpans(builds.stream().map(Build::spanId).collect(Collectors.toSet()));
    Map<Long, List<Build>> byLink =
        builds.stream().collect(Collectors.groupingBy(Build::suggestionId));
    List<Outdated> judged = new ArrayList<>();
    List<Build> affected = new ArrayList<>();
    for (Outdated link : links) {
      List<Build> own = byLink.getOrDefault(link.suggestionId(), List.of());
      vulnerabilities
          .record(link.vulnerabilityId())
          .flatMap(record -> affected(record, link, own, found, now))
          .ifPresent(
              of -> {
                judged.add(link);
                affected.addAll(of);
              });
    }
    store.write(judged, affected);
  }

  private static Optional<List<Build>> affected(
      VulnerabilityRecord record,
      Outdated link,
      List<Build> builds,
      Map<Long, NixPackage> found,
      MatchIndex now) {
    List<Build> known = builds.stream().filter(one -> found.containsKey(one.spanId())).toList();
    try {
      List<Judgement> verdicts =
          now.matcher()
              .judgeEarlier(
                  record,
                  link.project(),
                  known.stream().map(Build::spanId).map(found::get).toList());
      List<Build> affected = new ArrayList<>();
      for (int i = 0; i < known.size(); i++) {
        if (verdicts.get(i).verdict() == Verdict.AFFECTED) {
          affected.add(known.get(i));
        }
      }
      return Optional.of(affected);
    } catch (RuntimeException e) {
      // Whoever waits for the status of an issue must not fail over one of its records.
      log.warn("Could not judge what suggestion {} was once linked to", link.suggestionId(), e);
      return Optional.empty();
    }
  }
}
