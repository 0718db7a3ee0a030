package org.snowguard.server.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.status.RemedyStage;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.remediation.pull.Fix;
import org.snowguard.server.remediation.pull.Fixes;
import org.snowguard.server.remediation.status.Statuses;
import org.snowguard.server.remediation.status.WorkFilter;
import org.snowguard.server.web.Role;

/**
 * Eight days in which seven flaws of eight packages come and go: a step of nixpkgs' history at each
 * midnight, and what people and the backport action do on GitHub between.
 */
final class RemediationStory {

  private static final String UNSTABLE = "nixos-unstable";
  private static final String STABLE = "nixos-26.05";
  private static final String OLD_STABLE = "nixos-25.11";
  private static final NixPackage PATCHED =
      Packages.withPatches(Packages.of("glibc 2.42"), "CVE-2026-0103.patch");

  private final RemediationWorld world;
  private final Map<String, String> workLists = new TreeMap<>();

  RemediationStory(RemediationWorld world) {
    this.world = world;
  }

  void tell() throws InterruptedException {
    world.tellNext();
    world.ship(
        UNSTABLE,
        Packages.of("openssl 3.0.13"),
        Packages.of("curl 8.1.0"),
        Packages.of("glibc 2.42"),
        Packages.of("python313Packages.numpy 2.0"),
        Packages.of("python313Packages.scipy 2.0"),
        Packages.of("xz 5.6.1"),
        Packages.of("libpng 1.6.42"));
    world.ship(
        STABLE,
        Packages.of("openssl 3.0.13"),
        Packages.of("curl 8.1.0"),
        Packages.of("glibc 2.42"));
    world.ship(OLD_STABLE, Packages.of("openssl 3.0.13"), Packages.of("curl 8.1.0"));
    work("0");
    flawsBecomeKnown();
    pullRequestsAreOpened();
    fixesAreMerged();
    backportsAreMerged();
    stagingArrives();
    aFixIsReverted();
    itIsBroughtBack();
    aChannelGoesBack();
    allArrive();
    world.at(8);
    confirm(101);
    confirm(102);
    work("8");
  }

  /** Nobody picks anything to a release whose support is over. */
  void end() {
    world.endSupport(OLD_STABLE, 6);
    closeAsDuplicate("CVE-2026-0115", "CVE-2026-0105");
  }

  /** One pull request mends both. */
  private void closeAsDuplicate(String id, String of) {
    Map<String, Long> issues = world.issues();
    world.submit(
        Role.TRIAGER,
        "/issue/%d/close".formatted(issues.get(id)),
        Map.of(
            "reason", "duplicate",
            "note", "the same mistake",
            "duplicateOf", String.valueOf(issues.get(of))));
  }

  private void flawsBecomeKnown() throws InterruptedException {
    world.at(0.5);
    world.flaw("CVE-2026-0101", "openssl", "openssl", "3.0.14", 0.25);
    world.flaw("CVE-2026-0102", "curl", "curl", "8.2.0", 0.25);
    world.flaw("CVE-2026-0103", "glibc", "glibc", "2.43", -2);
    world.flaw("CVE-2026-0105", "numpy", "python313Packages.numpy", "2.1", 0.25);
    world.flaw("CVE-2026-0115", "scipy", "python313Packages.scipy", "2.1", 0.25);
    world.flaw("CVE-2026-0106", "xz", "xz", "5.6.2", 0.25);
    world.flaw("CVE-2026-0107", "libpng", "libpng", "", 0.25);
    world.match();
    world.acceptAll();
    work("0.5");
  }

  private void pullRequestsAreOpened() throws InterruptedException {
    world.at(0.75);
    world.publishAll();
    world.submit(Role.SECURITY_TEAM, "/project/openssl/backport-policy", Map.of("policy", "minor"));
    open(101, "openssl: 3.0.13 -> 3.0.14", "Fixes CVE-2026-0101.", "master");
    open(102, "curl: 8.1.0 -> 8.2.0", "Fixes CVE-2026-0102.", "master");
    open(103, "glibc: patch CVE-2026-0103", "", "staging");
    world.gitHub.nixpkgs().change(103, List.of("pkgs/gl/glibc/CVE-2026-0103.patch"));
    open(105, "python3Packages.{numpy,scipy}: 2.0 -> 2.1", "", "master");
    open(106, "xz: 5.6.1 -> 5.6.2", "Changes: none of note.", "master");
    open(107, "libpng: 1.6.42 -> 1.6.43", "Also for CVE-0107.", "master");
    work("0.75");
  }

  private void fixesAreMerged() throws InterruptedException {
    world.at(1);
    world.tellNext();
    merge(101, "openssl-merge");
    merge(102, "curl");
    merge(103, "glibc");
    merge(105, "numpy");
    work("1");
    world.at(1.5);
    backport(201, 101, "release-26.05");
    backport(202, 102, "release-26.05");
    world
        .gitHub
        .nixpkgs()
        .comment(101, world.bot(), "Backport failed for `release-25.11`, because of conflicts.");
    work("1.5");
  }

  private void backportsAreMerged() throws InterruptedException {
    world.at(2);
    world.tellNext();
    merge(201, "openssl-backport");
    merge(202, "curl-stable");
    work("2");
    world.at(2.5);
    backport(203, 202, "release-25.11");
    work("2.5");
  }

  private void stagingArrives() throws InterruptedException {
    world.at(3);
    world.tellNext();
    merge(203, "curl-old-stable");
    world.ship(
        UNSTABLE,
        Packages.of("openssl 3.0.14"),
        Packages.of("curl 8.2.0"),
        Packages.of("python313Packages.numpy 2.1"),
        Packages.of("python313Packages.scipy 2.1"));
    world.match();
    work("3");
  }

  private void aFixIsReverted() throws InterruptedException {
    world.at(3.5);
    open(301, "Revert \"curl: 8.1.0 -> 8.2.0\"", "Reverts #102, CVE-2026-0102 or not.", "master");
    work("3.5");
    world.at(4);
    world.tellNext();
    merge(301, "revert");
    world.ship(UNSTABLE, Packages.of("curl 8.1.0"), PATCHED);
    world.ship(STABLE, Packages.of("openssl 3.0.14"), Packages.of("curl 8.2.0"));
    world.match();
    work("4");
  }

  private void itIsBroughtBack() throws InterruptedException {
    world.at(4.5);
    open(302, "Revert \"Revert \"curl: 8.1.0 -> 8.2.0\"\"", "Reverts #301.", "master");
    work("4.5");
    world.at(5);
    world.tellNext();
    merge(302, "reapply");
    confirm(107);
    work("5");
  }

  private void aChannelGoesBack() throws InterruptedException {
    world.at(6);
    world.tellNext();
    merge(106, "queued");
    merge(107, "rebased");
    world.ship(UNSTABLE, Packages.of("curl 8.2.0"), Packages.of("glibc 2.42"));
    world.ship(OLD_STABLE, Packages.of("curl 8.2.0"));
    world.match();
    work("6");
  }

  private void allArrive() throws InterruptedException {
    world.at(7);
    world.tellNext();
    world.ship(UNSTABLE, Packages.of("xz 5.6.2"), Packages.of("libpng 1.6.43"), PATCHED);
    world.ship(STABLE, Packages.of("curl 8.1.0"));
    world.match();
    work("7");
  }

  private void open(int number, String title, String body, String base) {
    world.gitHub.nixpkgs().countFrom(number - 1);
    var pull = world.gitHub.nixpkgs().openPull(world.author, title, body, "topic-" + number, base);
    assertThat(pull.number()).isEqualTo(number);
  }

  private void backport(int number, int original, String branch) {
    world.gitHub.nixpkgs().countFrom(number - 1);
    var pull = world.gitHub.nixpkgs().openBackport(world.bot(), original, branch);
    assertThat(pull.number()).isEqualTo(number);
  }

  private void merge(int number, String commit) {
    world.gitHub.nixpkgs().merge(number, world.author, world.nixpkgs.commit(commit));
  }

  private void confirm(int number) {
    world.submit(
        Role.TRIAGER, "/fix/%d/confirm".formatted(fixOf(number)), Map.of("note", "tested"));
  }

  private long fixOf(int number) {
    return world.server.bean(Fixes.class).ofPulls(List.of(number)).stream()
        .map(Fix::id)
        .findFirst()
        .orElseThrow();
  }

  private void work(String day) throws InterruptedException {
    world.work();
    workLists.put(day, workList());
  }

  /** What is left to do after the work of a day, by what holds it up. */
  String workList(String day) {
    return workLists.getOrDefault(day, "no work was done on that day");
  }

  private String workList() {
    return world
        .server
        .bean(Statuses.class)
        .workList(new WorkFilter(null, null, null, true), null, 100)
        .items()
        .stream()
        .filter(item -> item.stage() != null)
        .collect(
            Collectors.groupingBy(
                item -> Objects.requireNonNull(item.stage()),
                () -> new TreeMap<RemedyStage, List<String>>(),
                Collectors.mapping(
                    item -> item.project() + "@" + item.row().channel(), Collectors.toList())))
        .entrySet()
        .stream()
        .map(
            entry ->
                entry.getKey().text()
                    + " = "
                    + entry.getValue().stream().sorted().collect(Collectors.joining(" ")))
        .collect(Collectors.joining("; "));
  }
}
