package org.snowguard.server.suggestion;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.core.match.Evidence;
import org.snowguard.core.match.Suggestion;
import org.snowguard.core.match.Tier;
import org.snowguard.core.verdict.Judgement;
import org.snowguard.core.verdict.PackageVerdict;
import org.snowguard.core.verdict.ReasonCode;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.formats.suggestion.SuggestionOrder;
import org.snowguard.formats.suggestion.SuggestionWriter;
import org.snowguard.server.suggestion.ExportStore.ExportRow;
import org.snowguard.server.suggestion.ExportStore.PackageRow;
import org.snowguard.server.web.Transactions;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes all that the matcher says as {@code snowguard match} does, for the packages that stand
 * now: what is stored has lost nothing if both are equal byte for byte.
 */
public final class SuggestionExport {

  private static final int PORTION = 500;
  private static final TypeReference<List<Evidence>> EVIDENCE = new TypeReference<>() {};

  private final ExportStore store;
  private final JsonMapper json;
  private final Transactions transactions;

  SuggestionExport(ExportStore store, JsonMapper json, Transactions transactions) {
    this.store = store;
    this.json = json;
    this.transactions = transactions;
  }

  /** For commands, which need no web. */
  public static SuggestionExport in(Jdbi jdbi, Transactions transactions) {
    return new SuggestionExport(new ExportStore(jdbi), JsonMapper.builder().build(), transactions);
  }

  /**
   * Writes the lines and leaves the stream open. Portion by portion: memory stays small, and so a
   * change meanwhile may be in it or not.
   *
   * @return how many lines
   */
  public long writeTo(OutputStream out) throws IOException {
    long lines = 0;
    List<Suggestion> portion = portionAfter("");
    while (!portion.isEmpty()) {
      for (Suggestion suggestion : portion) {
        SuggestionWriter.write(suggestion, out);
      }
      lines += portion.size();
      portion = portionAfter(portion.getLast().id());
    }
    return lines;
  }

  private List<Suggestion> portionAfter(String publicId) {
    return transactions.read(
        () -> {
          List<ExportRow> rows = store.suggestionsAfter(publicId, PORTION);
          Map<Long, List<PackageVerdict>> packages = new HashMap<>();
          store
              .packages(rows.stream().map(ExportRow::id).toList())
              .forEach(
                  row ->
                      packages
                          .computeIfAbsent(row.suggestionId(), id -> new ArrayList<>())
                          .add(verdict(row)));
          return rows.stream()
              .map(row -> suggestion(row, packages.getOrDefault(row.id(), List.of())))
              .sorted(SuggestionOrder.ORDER)
              .toList();
        });
  }

  private Suggestion suggestion(ExportRow row, List<PackageVerdict> packages) {
    List<String> aliases = row.aliases().stream().sorted().toList();
    String cve =
        row.publicId().startsWith("CVE-")
            ? row.publicId()
            : aliases.stream().filter(alias -> alias.startsWith("CVE-")).findFirst().orElse(null);
    return new Suggestion(
        row.publicId(),
        cve,
        aliases,
        row.project(),
        row.variantOf(),
        row.attributes(),
        row.probability(),
        Tier.valueOf(row.tier().toUpperCase(Locale.ROOT)),
        json.readValue(row.evidence(), EVIDENCE),
        json.readValue(row.against(), EVIDENCE),
        row.algorithm(),
        packages);
  }

  private static PackageVerdict verdict(PackageRow row) {
    return new PackageVerdict(
        row.channel(),
        row.attribute(),
        row.version(),
        new Judgement(
            Verdict.valueOf(row.verdict().toUpperCase(Locale.ROOT)),
            ReasonCode.valueOf(row.reasonCode().toUpperCase(Locale.ROOT)),
            row.reasonText(),
            row.pointer()),
        row.patchesKnown());
  }
}
