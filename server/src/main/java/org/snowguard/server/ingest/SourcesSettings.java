package org.snowguard.server.ingest;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.BadInput;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which sources on the network are followed. One is followed if its address is given, or if {@code
 * online} is set and its address is not {@code off}.
 *
 * @param online whether sources without an address are followed at their own
 * @param userAgent what requests say of who asks
 * @param proxy through which all requests go, or null
 * @param kev address of the catalogue of known exploited vulnerabilities, {@code off}, or null
 * @param cveList address of GitHub's listing of the CVE list's releases, {@code off}, or null
 * @param epss address of the current scores, {@code off}, or null
 * @param nvd address of the NVD's API 2.0 for CVE records, {@code off}, or null
 * @param nvdKey a key for it, or null
 * @param nvdKeyFile a file with the key, or null
 * @param nvdPause between two requests to it
 * @param osv address of the directory of the OSV database's exports, {@code off}, or null
 * @param osvEcosystems those that are followed, as the OSV schema spells them
 * @param every how often each is asked, in place of its own interval: for trials
 */
@ConfigurationProperties("snowguard.sources")
public record SourcesSettings(
    @DefaultValue("false") boolean online,
    @DefaultValue("snowguard/0.1 (vulnerability management for Nixpkgs)") String userAgent,
    @Nullable URI proxy,
    @Nullable String cveList,
    @Nullable String kev,
    @Nullable String epss,
    @Nullable String nvd,
    @Nullable String nvdKey,
    @Nullable Path nvdKeyFile,
    @DefaultValue("6s") Duration nvdPause,
    @Nullable String osv,
    @DefaultValue({
          "PyPI",
          "npm",
          "crates.io",
          "Go",
          "RubyGems",
          "Packagist",
          "Hex",
          "Hackage",
          "CRAN",
          "opam",
          "Maven"
        })
        List<String> osvEcosystems,
    @Nullable Duration every) {

  private static final String OFF = "off";
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

  public SourcesSettings {
    osvEcosystems = List.copyOf(osvEcosystems);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "the settings snowguard.sources";
  }

  /** The NVD's key from its setting or its file, or null; no error tells it. */
  @Nullable String keyOfNvd() {
    String key = nvdKey == null || nvdKey.isBlank() ? keyInFile() : nvdKey.strip();
    if (key != null && !KEY.matcher(key).matches()) {
      throw new BadInput(
          "reading the key for the NVD",
          "snowguard.sources.nvd-key or .nvd-key-file",
          "give one line of printable characters, as the NVD has sent it.");
    }
    return key;
  }

  private @Nullable String keyInFile() {
    if (nvdKeyFile == null) {
      return null;
    }
    try {
      return Files.readString(nvdKeyFile).strip();
    } catch (IOException e) {
      throw new BadInput(
          "reading the key for the NVD",
          "snowguard.sources.nvd-key-file=" + nvdKeyFile,
          "give a file that exists and that this process may read.");
    }
  }

  /** Where a source is asked, or null if it is not followed. */
  @Nullable URI address(@Nullable String given, String own) {
    if (given == null || given.isBlank()) {
      return online ? URI.create(own) : null;
    }
    return given.equals(OFF) ? null : URI.create(given);
  }
}
