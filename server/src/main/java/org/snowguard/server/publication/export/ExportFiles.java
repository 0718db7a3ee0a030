package org.snowguard.server.publication.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.notification.feed.FeedExport;
import org.snowguard.server.publication.PublishedForms;
import org.snowguard.server.publication.PublishedItem;
import org.snowguard.server.suggestion.SuggestionExport;
import org.snowguard.server.web.Transactions;
import tools.jackson.databind.json.JsonMapper;

/** What an export consists of. */
final class ExportFiles {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The first moment that a zip can hold: equal contents give equal bytes. */
  private static final LocalDateTime NO_MOMENT = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final PublishedForms forms;
  private final DumpStore dump;
  private final FeedExport feeds;
  private final SuggestionExport suggestions;

  ExportFiles(Jdbi jdbi, Transactions transactions, FeedExport feeds) {
    forms = PublishedForms.in(jdbi);
    dump = new DumpStore(jdbi, transactions);
    this.feeds = feeds;
    suggestions = SuggestionExport.in(jdbi, transactions);
  }

  List<ExportFile> all() {
    List<ExportFile> files = new ArrayList<>();
    issues(files);
    osv(files);
    openVex(files);
    feeds
        .all()
        .forEach(
            feed -> files.add(new ExportFile(feed.path(), out -> out.write(feed.content().get()))));
    dump().forEach(part -> files.add(ExportFile.packed("dump/" + part.name(), part.content())));
    return files;
  }

  /** The whole database, as far as it is public. */
  List<DumpPart> dump() {
    List<DumpPart> parts = new ArrayList<>();
    DumpStore.TABLES.forEach(
        table ->
            parts.add(
                new DumpPart(
                    table.name(), table.holds(), out -> dump.writeLines(table.sql(), out))));
    parts.add(
        new DumpPart(
            "suggestions.automatic-not-reviewed.jsonl",
            "all that the machine suggests, in the form of snowguard match",
            suggestions::writeTo));
    return parts;
  }

  private void issues(List<ExportFile> files) {
    forms
        .all(PublishedItem.ISSUE)
        .forEach(
            item ->
                files.add(
                    ExportFile.of(
                        "issues/" + fileName(item.key()) + ".json", item.body().getBytes(UTF_8))));
  }

  /** The layout of OSV's own exports: a file each, all of them packed, and a list by change. */
  private void osv(List<ExportFile> files) {
    List<Named> records =
        forms.all(PublishedItem.OSV).stream()
            .map(item -> new Named(JSON.readTree(item.body()).get("id").asString(), item))
            .toList();
    records.forEach(
        record ->
            files.add(
                ExportFile.of(
                    "osv/" + fileName(record.id()) + ".json",
                    record.item().body().getBytes(UTF_8))));
    files.add(new ExportFile("osv/all.zip", out -> zip(records, out)));
    String list =
        records.stream()
            .sorted(
                Comparator.comparing((Named record) -> record.item().changedAt())
                    .reversed()
                    .thenComparing(Named::id))
            .map(record -> record.item().changedAt() + "," + record.id() + "\n")
            .collect(Collectors.joining());
    files.add(ExportFile.of("osv/modified_id.csv", list.getBytes(UTF_8)));
  }

  private record Named(String id, PublishedItem item) {}

  private static void zip(List<Named> records, OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    for (Named record : records) {
      ZipEntry entry = new ZipEntry(fileName(record.id()) + ".json");
      entry.setTimeLocal(NO_MOMENT);
      zip.putNextEntry(entry);
      zip.write(record.item().body().getBytes(UTF_8));
      zip.closeEntry();
    }
    zip.finish();
  }

  private void openVex(List<ExportFile> files) {
    forms
        .all(PublishedItem.OPENVEX)
        .forEach(
            item ->
                files.add(
                    ExportFile.of(
                        "openvex/" + fileName(item.key()) + ".openvex.json",
                        item.body().getBytes(UTF_8))));
    forms
        .all(PublishedItem.AUTOMATIC)
        .forEach(
            item ->
                files.add(
                    ExportFile.of(
                        "openvex/" + fileName(item.key()) + ".automatic-not-reviewed.openvex.json",
                        item.body().getBytes(UTF_8))));
  }

  /** Keys are ids and names of channels; nothing of them may lead out of the export. */
  static String fileName(String key) {
    if (!key.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new ExportException(
          String.format(
              Locale.ROOT, "While writing the export: \"%s\" cannot be the name of a file.", key));
    }
    return key;
  }
}
