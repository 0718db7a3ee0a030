package org.snowguard.server.app.digest;

import java.util.List;
import java.util.stream.Stream;

/** What the database means, table by table. */
final class DigestTables {

  private DigestTables() {}

  /** All of them, in the order in which they are told: who compares two digests goes by it. */
  static final List<DigestTable> ALL =
      Stream.of(
              VulnerabilityTables.ALL,
              NixpkgsTables.ALL,
              SuggestionTables.PRESENT,
              IssueTables.ALL,
              EventTables.EVENTS,
              SuggestionTables.PAST,
              GitHubTables.DELIVERIES,
              RemediationTables.FIXES,
              GitHubTables.ISSUES,
              PublicationTables.ISSUES,
              NotificationTables.ALL,
              RemediationTables.LANDINGS,
              PublicationTables.REPORTS,
              EventTables.MOVEMENTS)
          .flatMap(List::stream)
          .toList();
}
