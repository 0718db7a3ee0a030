package org.snowguard.server.browse;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.LocalPath;
import org.snowguard.server.web.Page;

/**
 * The log of what people and machines did.
 *
 * @param who {@code people}, {@code machine}, {@code me}, or empty for all
 * @param kind the chosen kind, or empty for all
 * @param issue number of the one issue that it is about, or null
 * @param kinds what may be chosen
 */
public record ActivityPage(
    Page<EventLine> entries, String who, String kind, @Nullable Long issue, List<String> kinds) {

  /** Its own address, for the next page. */
  public String path() {
    return issue == null
        ? "/activity?who=" + LocalPath.query(who) + "&kind=" + LocalPath.query(kind)
        : "/activity?issue=" + issue;
  }
}
