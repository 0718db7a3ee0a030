package org.snowguard.server.ingest.cvelist;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowguard.formats.json.JsonBounds;
import org.snowguard.formats.json.JsonDocument;
import org.snowguard.formats.json.Located;
import org.snowguard.server.ingest.source.FetchFailure;

/**
 * A page of GitHub's listing of releases, the newest first, of which each names a baseline of its
 * day and the changes of its hour.
 *
 * @param files by time, each once
 * @param missed moments of releases that have no file of their changes
 */
record CveListReleases(List<CveListFile> files, List<Instant> missed) {

  private static final Pattern BASELINE =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)_all_CVEs_at_midnight\\.zip(?:\\.zip)?");
  private static final Pattern DELTA =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\d)_delta_CVEs_at_(?:(\\d\\d)(\\d\\d)Z|end_of_day)\\.zip");
  private static final Pattern TAG =
      Pattern.compile("cve_(\\d{4}-\\d\\d-\\d\\d)_(?:(\\d\\d)(\\d\\d)Z|at_end_of_day)");

  CveListReleases {
    files = List.copyOf(files);
    missed = List.copyOf(missed);
  }

  static CveListReleases read(InputStream listing) throws IOException {
    byte[] text = listing.readNBytes(JsonBounds.RECORD_BYTES + 1);
    return switch (JsonDocument.parse(text)) {
      case JsonDocument.Malformed(String reason) ->
          throw new FetchFailure("the listing of releases is not a JSON text: " + reason);
      case JsonDocument.Parsed(Located root, List<String> _) -> of(root);
    };
  }

  private static CveListReleases of(Located root) throws FetchFailure {
    if (!root.isArray()) {
      throw new FetchFailure("the listing of releases is not a list");
    }
    TreeMap<String, CveListFile> files = new TreeMap<>();
    List<Instant> missed = new ArrayList<>();
    for (Located release : root.items()) {
      boolean hasChanges = false;
      for (Located asset : release.get("assets").items()) {
        CveListFile file = file(asset);
        if (file != null) {
          files.putIfAbsent(file.name(), file);
          hasChanges |= !file.isBaseline();
        }
      }
      Instant at = moment(TAG, release.text("tag_name"));
      if (!hasChanges && at != null) {
        missed.add(at);
      }
    }
    return new CveListReleases(
        files.values().stream().sorted(Comparator.comparing(CveListFile::at)).toList(), missed);
  }

  private static @Nullable CveListFile file(Located asset) {
    String name = asset.text("name");
    String address = asset.text("browser_download_url");
    String size = asset.text("size");
    if (name == null || address == null) {
      return null;
    }
    Matcher baseline = BASELINE.matcher(name);
    boolean isBaseline = baseline.matches();
    Instant at = isBaseline ? midnight(baseline.group(1)) : moment(DELTA, name);
    String digest = asset.text("digest");
    return at == null
        ? null
        : new CveListFile(
            name,
            isBaseline,
            at,
            URI.create(address),
            size == null ? 0 : Long.parseLong(size),
            digest != null && digest.startsWith("sha256:") ? digest.substring(7) : null);
  }

  private static @Nullable Instant moment(Pattern pattern, @Nullable String text) {
    Matcher matcher = pattern.matcher(text == null ? "" : text);
    if (!matcher.matches()) {
      return null;
    }
    if (matcher.group(2) == null) {
      return midnight(LocalDate.parse(matcher.group(1)).plusDays(1).toString());
    }
    LocalTime time =
        LocalTime.of(Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)));
    return LocalDate.parse(matcher.group(1)).atTime(time).toInstant(ZoneOffset.UTC);
  }

  private static Instant midnight(String day) {
    return LocalDate.parse(day).atStartOfDay().toInstant(ZoneOffset.UTC);
  }
}
