package org.snowguard.core.project;

import org.jspecify.annotations.Nullable;

/**
 * Where a URL leads.
 *
 * @param host without {@code www.}; null where the text is no URL
 * @param repository null where it leads into none
 */
public record WebPlace(@Nullable String host, @Nullable RepositoryKey repository) {
  private static final WebPlace NOWHERE = new WebPlace(null, null);

  /** Reads a URL leniently. */
  public static WebPlace of(String url) {
    UrlParts parts = UrlParts.of(url);
    return parts == null ? NOWHERE : new WebPlace(parts.host(), RepositoryKey.of(parts));
  }
}
