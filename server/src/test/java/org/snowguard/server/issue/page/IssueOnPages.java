package org.snowguard.server.issue.page;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.snowguard.server.TestClient;
import org.snowguard.server.TestServer;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.suggestion.TriageWorld;

/** An issue about zlib on a server, and two triagers who look at it. */
abstract class IssueOnPages {

  static final String ID = "CVE-2024-0001";
  static final String STABLE = "nixos-26.05";
  static final TestServer SERVER =
      TestServer.start(Map.of()).withoutBackgroundWork().untilTheRunEnds();

  TriageWorld world;
  TestClient alice;
  TestClient bob;
  long issue;

  @BeforeEach
  void arrange() {
    world = new TriageWorld(SERVER.database());
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.3"), Packages.of("curl 8.9"));
    world.ship(STABLE, Packages.of("zlib 1.3"));
    alice = person("alice");
    bob = person("bob");
    issue = draft(ID);
  }

  static TestClient person(String name) {
    return SERVER.signIn(SERVER.bean(Accounts.class).byName(name));
  }

  long draft(String id) {
    return world.draft(id, "zlib");
  }

  String revision() {
    return String.valueOf(world.issues.find(issue).orElseThrow().revision());
  }

  TestClient.Answer post(TestClient who, String action, Map<String, String> fields) {
    Map<String, String> all = new java.util.HashMap<>(fields);
    all.putIfAbsent("revision", revision());
    return who.submit("/issue/" + issue + "/" + action, all);
  }

  void publish() {
    int revision = Integer.parseInt(revision());
    world.issues.publish(issue, revision, "NIXPKGS-2026-0001", world.alice);
  }

  static Map<String, String> words(String revision, String title, String description) {
    return Map.of(
        "revision", revision, "title", title, "titleSeen", title, "description", description);
  }

  String revision(long card) {
    return String.valueOf(world.queue.card(card, null).revision());
  }
}
