package org.snowguard.server.ingest.cvelist;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
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
import java.util.stream.Stream;
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

  /** Where releases are downloaded from; the listing itself is the API's. */
  private static final String GITHUB = "github.com";

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

  /**
   * @param origin where the listing is from: files are taken from there, or from GitHub, and from
   *     nowhere else that a listing may name
   * @param latest what claims to know of later changes is left out: it would hide the next ones
   */
  static CveListReleases read(InputStream listing, URI origin, Instant latest) throws IOException {
    byte[] text = listing.readNBytes(JsonBounds.RECORD_BYTES + 1);
    return switch (JsonDocument.parse(text)) {
      case JsonDocument.Malformed(String reason) ->
          throw new FetchFailure("the listing of releases is not a JSON text: " + reason);
      case JsonDocument.Parsed(Located root, List<String> _) -> of(root, origin, latest);
    };
  }

  /**
   * Whether no changes since a moment are missing; a baseline may be a day older than its release.
   */
  boolean reachBackTo(Instant moment) {
    return Stream.concat(
            files.stream().filter(file -> !file.isBaseline()).map(CveListFile::at), missed.stream())
        .anyMatch(at -> !at.isAfter(moment));
  }

  private static CveListReleases of(Located root, URI origin, Instant latest) throws FetchFailure {
    if (!root.isArray()) {
      throw new FetchFailure("the listing of releases is not a list");
    }
    TreeMap<String, CveListFile> files = new TreeMap<>();
    List<Instant> missed = new ArrayList<>();
    for (Located release : root.items()) {
      boolean hasChanges = false;
      for (Located asset : release.get("assets").items()) {
        CveListFile file = file(asset, origin);
        if (file != null && !file.at().isAfter(latest)) {
          files.putIfAbsent(file.name(), file);
          hasChanges |= !file.isBaseline();
        }
      }
      Instant at = moment(TAG, release.text("tag_name"));
      if (!hasChanges && at != null && !at.isAfter(latest)) {
        missed.add(at);
      }
    }
    return new CveListReleases(
        files.values().stream().sorted(Comparator.comparing(CveListFile::at)).toList(), missed);
  }

  private static @Nullable CveListFile file(Located asset, URI origin) {
    String name = asset.text("name");
    String address = asset.text("browser_download_url");
    if (name == null || address == null) {
      return null;
    }
    URI uri = uri(address, origin);
    Long bytes = bytes(asset.text("size"));
    Matcher baseline = BASELINE.matcher(name);
    boolean isBaseline = baseline.matches();
    Instant at = isBaseline ? at(baseline.group(1), "00:00") : moment(DELTA, name);
    String digest = asset.text("digest");
    return at == null || uri == null || bytes == null
        ? null
        : new CveListFile(
            name,
            isBaseline,
            at,
            uri,
            bytes,
            digest != null && digest.startsWith("sha256:") ? digest.substring(7) : null);
  }

  private static @Nullable Instant moment(Pattern pattern, @Nullable String text) {
    Matcher matcher = pattern.matcher(text == null ? "" : text);
    if (!matcher.matches()) {
      return null;
    }
    String hour = matcher.group(2);
    return hour == null
        ? at(matcher.group(1), "23:59:59")
        : at(matcher.group(1), hour + ":" + matcher.group(3));
  }

  /** Null where there is no such day or time. */
  private static @Nullable Instant at(String day, String time) {
    try {
      return LocalDate.parse(day).atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException none) {
      return null;
    }
  }

  private static @Nullable URI uri(String address, URI origin) {
    try {
      URI uri = new URI(address);
      boolean isOfOrigin =
          origin.getScheme().equals(uri.getScheme())
              && origin.getRawAuthority().equals(uri.getRawAuthority());
      boolean isOfGitHub = "https".equals(uri.getScheme()) && GITHUB.equals(uri.getRawAuthority());
      return isOfOrigin || isOfGitHub ? uri : null;
    } catch (URISyntaxException none) {
      return null;
    }
  }

  /** 0 where it does not say, null where it says nonsense. */
  private static @Nullable Long bytes(@Nullable String size) {
    if (size == null) {
      return 0L;
    }
    return size.matches("\\d{1,18}") ? Long.valueOf(size) : null;
  }
}
