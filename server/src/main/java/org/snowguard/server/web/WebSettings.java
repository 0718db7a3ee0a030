package org.snowguard.server.web;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where and how pages are served.
 *
 * @param address the interface to listen on; only this machine unless told otherwise
 * @param port 0 takes a free one
 * @param baseUrl how browsers reach the server, where that differs from address and port
 * @param sessionIdle how long a session lives without use
 * @param liveTemplates a directory of templates to read anew at each change, for developers
 */
@ConfigurationProperties("snowguard.web")
public record WebSettings(
    @DefaultValue("127.0.0.1") String address,
    @DefaultValue("8080") int port,
    @Nullable URI baseUrl,
    @DefaultValue("14d") Duration sessionIdle,
    @Nullable Path liveTemplates) {

  public WebSettings {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException(
          "snowguard.web.port is %d: give a port from 0 (any free one) to 65535".formatted(port));
    }
    if (baseUrl != null && (baseUrl.getHost() == null || !isHttp(baseUrl))) {
      throw new IllegalArgumentException(
          "snowguard.web.base-url is \"%s\": give an address such as https://example.org"
              .formatted(baseUrl));
    }
    if (sessionIdle.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException(
          "snowguard.web.session-idle is %s: give at least a minute".formatted(sessionIdle));
    }
  }

  /** Whether browsers reach us by https, so that cookies may demand it. */
  public boolean isSecure() {
    return baseUrl != null && "https".equals(baseUrl.getScheme());
  }

  private static boolean isHttp(URI address) {
    return "http".equals(address.getScheme()) || "https".equals(address.getScheme());
  }
}
