package org.snowguard.server.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.PackageSources;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.core.version.Order;
import org.snowguard.core.version.VersionOrder;
import org.snowguard.core.version.VersionScheme;
import org.snowguard.server.TestClient;
import org.snowguard.server.TestServer;
import org.snowguard.server.ingest.job.Job;
import org.snowguard.server.ingest.job.JobRuns;
import org.snowguard.server.ingest.source.Sources;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.suggestion.TriageWorld;
import org.snowguard.server.web.Role;
import org.snowguard.world.github.App;
import org.snowguard.world.github.FakeGitHub;
import org.snowguard.world.github.User;
import org.snowguard.world.nixpkgs.NixpkgsStory;

/**
 * A scripted nixpkgs and a double of GitHub, followed by a whole server whose jobs run when they
 * are told to. Only what matching would say is put in by hand, from the versions that channels
 * ship.
 */
final class RemediationWorld implements AutoCloseable {

  static final Instant START = Instant.parse("2026-06-01T00:00:00Z");

  /**
   * In the order of the way that things go. In another one some statuses are known a run later, and
   * what a channel ships may be known before its landings.
   */
  private static final List<String> JOBS =
      List.of(
          "source-nixpkgs-git",
          "source-github-pulls",
          "fix-links",
          "backport-labels",
          "backport-trials",
          "github-delivery",
          "issue-status",
          "public-forms");

  /**
   * @param project its slug and the product of the record
   * @param attribute of its package
   * @param fixed the first version that is not affected; empty: the record names none
   */
  private record Flaw(
      String id, String project, String attribute, String fixed, VulnerabilityRecord record) {}

  final NixpkgsStory nixpkgs;
  final FakeGitHub gitHub;
  final User author;
  final TestServer server;
  private final StoryClock clock;
  private final TriageWorld triage;
  private final Map<String, Flaw> flaws = new LinkedHashMap<>();
  private final Map<String, Map<String, NixPackage>> shipped = new HashMap<>();
  private final Map<String, Long> issues = new LinkedHashMap<>();

  RemediationWorld(Path directory) throws IOException, InterruptedException {
    nixpkgs = NixpkgsStory.in(directory.resolve("origin.git"), START.minus(Duration.ofDays(1)));
    clock = new StoryClock(START);
    gitHub = FakeGitHub.open(clock);
    author = gitHub.people().add("author");
    Map<String, String> settings = new HashMap<>(gitHub.settings(directory, "live"));
    // Signing in by GitHub would need the address that people come back to.
    settings.keySet().removeIf(name -> name.contains("oauth"));
    settings.put(
        "snowguard.nixpkgs.repository", directory.resolve("origin.git").toUri().toString());
    settings.put("snowguard.nixpkgs.clone-directory", directory.resolve("clones").toString());
    server = TestServer.start(settings, clock).withoutBackgroundWork();
    triage = new TriageWorld(server.database());
    at(0);
  }

  /** Lets a moment come, in days from the start. */
  void at(double day) {
    Instant moment = START.plusSeconds(Math.round(day * Duration.ofDays(1).toSeconds()));
    clock.set(moment);
    triage.clock.advance(Duration.between(triage.clock.instant(), moment));
  }

  /** Lets the next step of nixpkgs' history happen. */
  void tellNext() {
    assertThat(nixpkgs.tellNext()).isTrue();
  }

  User bot() {
    return App.BOT;
  }

  /** A record that becomes known now, of which nobody has matched anything yet. */
  void flaw(String id, String project, String attribute, String fixed, double publicOn) {
    if (!attribute.equals(project)) {
      triage.group(project, attribute);
    }
    VulnerabilityRecord record =
        triage.record(
            id,
            "A flaw in " + project,
            json ->
                json.replace("\"anvil\"", "\"" + project + "\"")
                    .replace(
                        "\"lessThan\":\"1.4\"",
                        fixed.isEmpty()
                            ? "\"lessThanOrEqual\":\"99\""
                            : "\"lessThan\":\"" + fixed + "\"")
                    .replace(
                        "2024-05-01T00:00:00Z",
                        START.plusSeconds(Math.round(publicOn * 86_400)).toString()));
    flaws.put(id, new Flaw(id, project, attribute, fixed, record));
  }

  /** A channel ships these packages beside those that it shipped before. */
  void ship(String channel, NixPackage... changed) {
    Map<String, NixPackage> all = shipped.computeIfAbsent(channel, absent -> new LinkedHashMap<>());
    for (NixPackage each : changed) {
      all.put(each.attribute(), each);
    }
    triage.ship(channel, all.values().toArray(new NixPackage[0]));
  }

  /** A channel is supported to the end of a day. */
  void endSupport(String channel, int lastDay) {
    server
        .database()
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "update channel set status = 'end_of_life', end_of_life_on = ? where name = ?",
                    LocalDate.ofInstant(START, ZoneOffset.UTC).plusDays(lastDay),
                    channel));
  }

  /** What matching would say of all records now. */
  void match() {
    for (Flaw flaw : flaws.values()) {
      triage.take(
          flaw.record(),
          triage.suggest(
              flaw.id(),
              flaw.project(),
              0.99,
              (channel, attribute) ->
                  verdict(
                      flaw,
                      Objects.requireNonNull(
                          Objects.requireNonNull(shipped.get(channel)).get(attribute)))));
    }
  }

  private static Verdict verdict(Flaw flaw, NixPackage found) {
    PackageSources sources = found.sources();
    boolean isPatched =
        sources != null
            && sources.patches().stream().anyMatch(patch -> patch.name().contains(flaw.id()));
    if (isPatched) {
      return Verdict.PATCHED;
    }
    boolean isFixed =
        !flaw.fixed().isEmpty()
            && VersionOrder.compare(
                    Objects.requireNonNull(found.version()), flaw.fixed(), VersionScheme.GENERIC)
                != Order.LESS;
    return isFixed ? Verdict.NOT_AFFECTED : Verdict.AFFECTED;
  }

  /** Somebody accepts each suggestion into a draft of its own. */
  void acceptAll() {
    for (String id : flaws.keySet()) {
      var draft = triage.triage.accept(triage.card(id).seen(), triage.alice).draft();
      issues.put(id, Objects.requireNonNull(draft).issueId());
    }
  }

  /** Somebody publishes each draft. */
  void publishAll() {
    Issues all = server.bean(Issues.class);
    int number = 0;
    for (long issue : issues.values()) {
      number++;
      all.publish(
          issue,
          all.content(issue).orElseThrow().revision(),
          "NIXPKGS-2026-%04d".formatted(number),
          triage.alice);
    }
  }

  /** The issues by the vulnerability that each speaks of. */
  Map<String, Long> issues() {
    return Map.copyOf(issues);
  }

  Set<String> vulnerabilities() {
    return flaws.keySet();
  }

  /** Somebody with a role sends a form. */
  void submit(Role role, String path, Map<String, String> fields) {
    TestClient.Answer answer = server.signIn(role).submit(path, fields);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(303);
  }

  /** Runs each job once; what one of them finds out another one may act on later. */
  void work() throws InterruptedException {
    List<Job> all = new ArrayList<>(server.beans(Job.class));
    all.addAll(server.bean(Sources.class).jobs());
    for (String name : JOBS) {
      Job job = all.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
      assertThat(JobRuns.failureOf(job, server.database().jdbi(), clock)).as(name).isNull();
    }
  }

  /** Days from the start until a moment, in quarters. */
  static String day(Instant moment) {
    double quarters = Math.floor(Duration.between(START, moment).toMinutes() / 360.0);
    return String.valueOf(quarters / 4).replace(".0", "");
  }

  @Override
  public void close() throws IOException {
    server.close();
    gitHub.close();
    nixpkgs.close();
  }
}
