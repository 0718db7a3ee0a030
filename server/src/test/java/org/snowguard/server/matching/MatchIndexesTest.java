package org.snowguard.server.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snowguard.server.TestClock;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.nixpkgs.PackageIndex;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.nixpkgs.SnapshotOrigin;
import org.snowguard.server.web.Transactions;

class MatchIndexesTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final String UNSTABLE = "nixos-unstable";

  private final TestClock clock = TestClock.at("2026-11-20T12:00:00Z");
  private final Jdbi jdbi = database.jdbi();
  private final Transactions transactions = database.transactions();
  private final EventLog events = new EventLog(jdbi, clock);
  private final Channels channels = new Channels(jdbi, events, transactions, clock);
  private final PackageIndex packages = new PackageIndex(jdbi, transactions);

  private void ship(String name) {
    channels.store(
        channels.register(UNSTABLE),
        new SnapshotOrigin(null, null, name, null),
        Packages.channel(UNSTABLE, Packages.of(name)));
  }

  private MatchIndexes reading(Supplier<PackageIndex.Loaded> load) {
    return new MatchIndexes(
        channels,
        load,
        new Projects(jdbi, events, transactions, clock),
        new Aliases(jdbi, events, transactions, () -> {}, clock),
        new MatchingStore(jdbi, clock),
        transactions,
        "2-new");
  }

  @Test
  void slowNodePutsNoOlderProjectsOverNewerOnes() {
    ship("older 1.0");
    MatchIndexes slow =
        reading(
            () -> {
              PackageIndex.Loaded read = packages.load();
              ship("newer 1.0");
              return read;
            });
    assertThat(slow.upToDate().projectIds()).containsOnlyKeys("newer");
    List<String> slugs =
        jdbi.withHandle(
            handle -> handle.createQuery("select slug from project").mapTo(String.class).list());
    assertThat(slugs).containsExactly("newer");
  }
}
