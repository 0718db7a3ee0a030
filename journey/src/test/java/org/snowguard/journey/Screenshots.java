package org.snowguard.journey;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.snowguard.journey.Browsers.Role;

/** Pictures of the main pages, for people to look at. Run by {@code ./dev shots}. */
class Screenshots {

  private final Browsers browsers = Browsers.running();
  private final Path directory =
      Path.of(System.getProperty("snowguard.shots", "target/shots")).toAbsolutePath();

  @Test
  void ofTheMainPages() {
    Page page = browsers.window(Role.TRIAGER, size(1280, 900));
    shoot(page, "/queue", "queue-light");
    page.keyboard().press("j");
    page.keyboard().press("d");
    save(page, "queue-dismiss");
    shoot(page, "/vulnerability/CVE-2025-32463", "vulnerability");
    shoot(page, "/activity", "activity");
    shoot(page, "/project/openssl", "project");
    shoot(page, "/package/openssl", "package");
    shoot(page, "/channel/nixos-25.11", "channel");
    shoot(page, "/release-matrix", "release-matrix");
    shoot(page, "/remediation", "remediation");
    shoot(page, "/metrics/dwell-time", "dwell-time");
    shoot(page, "/sources", "sources");
    shoot(page, "/", "home");

    Page dark = browsers.window(Role.TRIAGER, size(1280, 900).setColorScheme(ColorScheme.DARK));
    shoot(dark, "/queue", "queue-dark");
    shoot(dark, "/vulnerability/CVE-2025-32463", "vulnerability-dark");
    Page phone = browsers.window(Role.TRIAGER, size(390, 844));
    shoot(phone, "/", "home-phone");
    shoot(phone, "/queue", "queue-phone");
    shoot(phone, "/vulnerability/CVE-2025-32463", "vulnerability-phone");
    shoot(phone, "/metrics/dwell-time", "dwell-time-phone");
  }

  private static Browser.NewContextOptions size(int width, int height) {
    return new Browser.NewContextOptions().setViewportSize(width, height);
  }

  private void shoot(Page page, String path, String name) {
    page.navigate(path);
    save(page, name);
  }

  private void save(Page page, String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(directory.resolve(name + ".png")));
  }
}
