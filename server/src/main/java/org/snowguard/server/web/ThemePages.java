package org.snowguard.server.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Light, dark, or as the system has it, without JavaScript. */
@Controller
final class ThemePages {

  private final WebSettings settings;

  ThemePages(WebSettings settings) {
    this.settings = settings;
  }

  @Access(AccessLevel.SIGNED_IN)
  @PostMapping("/theme")
  Reply choose(
      @RequestParam String theme, @RequestParam String next, HttpServletResponse response) {
    Duration kept =
        switch (theme) {
          case "light", "dark" -> Duration.ofDays(365);
          case "system" -> Duration.ZERO;
          default -> throw new BadInput("choosing a theme", theme, "use light, dark or system.");
        };
    ResponseCookie cookie =
        ResponseCookie.from(ReplyWriter.THEME_COOKIE, theme)
            .path("/")
            .maxAge(kept)
            .sameSite("Lax")
            .httpOnly(true)
            .secure(settings.isSecure())
            .build();
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    return Reply.redirect(next);
  }
}
