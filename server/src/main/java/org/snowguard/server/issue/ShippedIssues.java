package org.snowguard.server.issue;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.issue.IssueStore.IssueRow;
import org.snowguard.server.nixpkgs.CarriedVersion;
import org.snowguard.server.nixpkgs.PackageHistory;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Transactions;

/** Issues made of a version that channels carried, before any record speaks of it. */
public final class ShippedIssues {

  private final IssueStore issues;
  private final IssuePackageStore packages;
  private final PackageHistory histories;
  private final EventLog events;
  private final Transactions transactions;
  private final Clock clock;

  public ShippedIssues(
      Jdbi jdbi,
      PackageHistory histories,
      EventLog events,
      Transactions transactions,
      Clock clock) {
    issues = new IssueStore(jdbi);
    packages = new IssuePackageStore(jdbi);
    this.histories = histories;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * A draft about a version.
   *
   * @param isNew false: there was one already
   */
  public record Drafted(long issueId, boolean isNew) {}

  /** Makes a draft about a version that some channel carried, unless there is one. */
  public Drafted draft(String attribute, String version, long actor) {
    IssuePackage subject = new IssuePackage(attribute, version);
    List<CarriedVersion> carried = carried(subject);
    if (carried.isEmpty()) {
      throw new NotFound(
          "making an issue of a version",
          "\"" + attribute + "\" at \"" + version + "\"",
          "no channel carried it; the package's page lists what was carried.");
    }
    return transactions.call(
        () -> {
          packages.lock();
          return packages
              .draftOf(subject)
              .map(id -> new Drafted(id, false))
              .orElseGet(() -> new Drafted(make(subject, title(subject, carried), actor), true));
        });
  }

  private long make(IssuePackage subject, String title, long actor) {
    long id = issues.insert(title, actor, clock.instant());
    // Its own title: it does not follow vulnerabilities that are added later.
    issues.retitle(id, title, true);
    packages.add(id, subject, clock.instant());
    IssueRow row = issues.find(id).orElseThrow();
    events.append(
        Issues.event(
            "issue.drafted",
            row,
            title,
            actor,
            Map.of(),
            subject.attribute() + " " + subject.version()));
    return id;
  }

  /** {@code xz 5.6.0 shipped in nixos-unstable and 2 other channels}. */
  private static String title(IssuePackage subject, List<CarriedVersion> carried) {
    List<String> channels = carried.stream().map(CarriedVersion::channel).distinct().toList();
    int others = channels.size() - 1;
    return subject.attribute()
        + " "
        + subject.version()
        + " shipped in "
        + channels.getFirst()
        + switch (others) {
          case 0 -> "";
          case 1 -> " and " + channels.getLast();
          default -> " and " + others + " other channels";
        };
  }

  /** Where subjects were carried, of any number of issues in one question. */
  public Map<IssuePackage, ShippedPackage> shipped(Collection<IssuePackage> subjects) {
    if (subjects.isEmpty()) {
      return Map.of();
    }
    Map<String, List<CarriedVersion>> carried =
        histories
            .carried(subjects.stream().map(IssuePackage::attribute).distinct().toList())
            .stream()
            .collect(Collectors.groupingBy(CarriedVersion::attribute));
    return subjects.stream()
        .distinct()
        .collect(
            Collectors.toMap(
                Function.identity(),
                one -> shipped(one, carried.getOrDefault(one.attribute(), List.of()))));
  }

  private static ShippedPackage shipped(IssuePackage subject, List<CarriedVersion> all) {
    return new ShippedPackage(
        subject.attribute(),
        subject.version(),
        all.stream().filter(one -> one.label().equals(subject.version())).toList());
  }

  private List<CarriedVersion> carried(IssuePackage subject) {
    return histories.carried(List.of(subject.attribute()), subject.version()).stream()
        .filter(one -> one.label().equals(subject.version()))
        .toList();
  }
}
