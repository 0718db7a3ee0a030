package org.snowguard.server.publication;

import java.net.URI;
import java.util.Map;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.remediation.status.Statuses;
import org.snowguard.server.suggestion.TriageWorld;

/** What everybody reads of the issues of a triage world. */
public final class PublicWorld {

  public static final String STABLE = "nixos-26.05";

  public final TriageWorld triage;
  public final Published published;

  public PublicWorld(TestDatabase database) {
    this(database, issue -> Map.of());
  }

  PublicWorld(TestDatabase database, FixCommits fixes) {
    triage = new TriageWorld(database);
    triage.jdbi.useHandle(
        handle -> handle.execute("truncate publication_item, publication_status"));
    published =
        new Published(
            triage.jdbi,
            triage.issues,
            new Statuses(triage.jdbi, triage.transactions),
            triage.channels,
            fixes,
            new Address("https://example.org"),
            new ExportSettings("Team", URI.create("https://example.org/pkgs"), null),
            triage.transactions,
            triage.clock);
  }

  /** A draft about zlib, which the machine judges so in the stable channel and in others. */
  public long draft(String id, Verdict others, Verdict stable) {
    triage.take(
        triage.record(id, "A flaw in zlib"),
        triage.suggest(
            id, "zlib", 0.99, (channel, attribute) -> channel.equals(STABLE) ? stable : others));
    return triage.accept(triage.card(id));
  }
}
