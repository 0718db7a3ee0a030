package org.snowguard.server.publication.api;

import java.util.List;
import java.util.Map;
import org.snowguard.server.publication.api.CatalogueStore.LinkRow;
import org.snowguard.server.publication.api.FlawForm.FindingForm;
import org.snowguard.server.publication.api.FlawForm.LinkForm;

/** Puts links and their verdicts together. */
final class LinkForms {

  private LinkForms() {}

  static List<LinkForm> of(List<LinkRow> rows, CatalogueStore store) {
    Map<Long, List<FindingForm>> findings = store.findings(rows.stream().map(LinkRow::id).toList());
    return rows.stream().map(row -> of(row, findings.getOrDefault(row.id(), List.of()))).toList();
  }

  private static LinkForm of(LinkRow row, List<FindingForm> findings) {
    boolean isDecided =
        switch (row.state()) {
          case "accepted", "dismissed", "snoozed" -> true;
          default -> row.linkedByHand();
        };
    return new LinkForm(
        row.vulnerability(),
        row.project(),
        row.state(),
        isDecided,
        row.state().equals("dismissed") ? row.dismissReason() : null,
        row.tier(),
        findings);
  }
}
