package org.snowguard.server.ingest;

import java.net.URI;
import org.jspecify.annotations.Nullable;
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
 */
@ConfigurationProperties("snowguard.sources")
public record SourcesSettings(
    @DefaultValue("false") boolean online,
    @DefaultValue("snowguard/0.1 (vulnerability management for Nixpkgs)") String userAgent,
    @Nullable URI proxy,
    @Nullable String cveList,
    @Nullable String kev,
    @Nullable String epss) {

  private static final String OFF = "off";

  /** Where a source is asked, or null if it is not followed. */
  @Nullable URI address(@Nullable String given, String own) {
    if (given == null || given.isBlank()) {
      return online ? URI.create(own) : null;
    }
    return given.equals(OFF) ? null : URI.create(given);
  }
}
