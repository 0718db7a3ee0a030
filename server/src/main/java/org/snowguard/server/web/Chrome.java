package org.snowguard.server.web;

import gg.jte.Content;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;

/**
 * What every template needs besides its own record: who looks, when, and the pieces of HTML that
 * depend on the request.
 *
 * @param path the path and query that the browser shows, to come back to after signing in
 * @param theme {@code light}, {@code dark}, or null to follow the system
 * @param notice what the action before this page did, or null
 * @param unread gives null where there is nothing new
 */
public record Chrome(
    @Nullable CurrentAccount account,
    String path,
    String search,
    @Nullable String theme,
    @Nullable String notice,
    Instant now,
    Supplier<CsrfToken> csrfToken,
    Supplier<@Nullable Unread> unread,
    Assets assets,
    Templates templates) {

  /**
   * What somebody was told and has not read.
   *
   * @param words for people: {@code 3}, {@code 99+}
   * @param path where it is read
   */
  public record Unread(String words, String path) {}

  /** The hidden field that every form with method post must hold. */
  public Content csrf() {
    return output -> {
      CsrfToken token = csrfToken.get();
      output.writeContent("<input type=\"hidden\" name=\"" + token.getParameterName() + "\"");
      output.writeContent(" value=\"" + token.getToken() + "\">");
    };
  }

  /** "3 hours ago", with the exact time on hover. */
  public Content time(Instant instant) {
    return time(instant, RelativeTime.of(instant, now));
  }

  /** "in 3 hours", of something that is to come, with the exact time on hover. */
  public Content due(Instant instant) {
    return time(instant, RelativeTime.due(instant, now));
  }

  private static Content time(Instant instant, String words) {
    return output ->
        output.writeContent(
            "<time datetime=\"%s\" title=\"%s\">%s</time>"
                .formatted(instant, RelativeTime.exact(instant), words));
  }

  /**
   * Another template rendered with a record made for it: how a page shows a part that a feature
   * adds which the page does not know.
   */
  public Content fragment(String template, Object record) {
    return output -> output.writeContent(templates.render(template, this, record));
  }

  /** The versioned address of a file in {@code static/}: {@code asset("snowguard.css")}. */
  public String asset(String file) {
    return assets.address(file);
  }

  /** Whether the navigation entry leads to the section that this page belongs to. */
  public boolean isIn(String section) {
    return path.equals(section) || path.startsWith(section + "/") || path.startsWith(section + "?");
  }

  /** Where the sign-in page leads back to. */
  public String signInPath() {
    return isIn("/sign-in") ? "/sign-in" : "/sign-in?next=" + LocalPath.query(path);
  }
}
