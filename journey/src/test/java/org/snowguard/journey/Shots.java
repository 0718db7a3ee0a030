package org.snowguard.journey;

import com.microsoft.playwright.Page;
import java.nio.file.Path;

/** Pictures on the way, for people to look at, where {@code snowguard.shots} says where to. */
final class Shots {

  private final String name;

  Shots(String name) {
    this.name = name;
  }

  void take(Page page, String path, String what) {
    page.navigate(path);
    save(page, what);
  }

  void save(Page page, String what) {
    String directory = System.getProperty("snowguard.shots", "");
    if (!directory.isEmpty()) {
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Path.of(directory).resolve(name + "-" + what + ".png"))
              .setFullPage(true));
    }
  }
}
