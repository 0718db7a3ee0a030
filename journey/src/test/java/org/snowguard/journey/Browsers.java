package org.snowguard.journey;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Debian's chromium with a fresh profile for each person. */
final class Browsers {

  /** Who is signed in. */
  enum Role {
    SECURITY,
    TRIAGER;

    /** As the program prints it beside the link. */
    String account() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final List<String> QUIET =
      List.of(
          "--disable-gpu",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Browser browser;
  private final Map<String, String> signedIn = new HashMap<>();

  private Browsers(Browser browser) {
    this.browser = browser;
  }

  private static final class Running {
    static final Browsers INSTANCE = start();
  }

  static Browsers running() {
    return Running.INSTANCE;
  }

  private static Browsers start() {
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium())
                    .setChromiumSandbox(false)
                    .setArgs(QUIET));
    Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
    return new Browsers(browser);
  }

  private static Path chromium() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(directory -> Path.of(directory, "chromium"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No chromium on the PATH; run ./dev journey"));
  }

  /** Uses a one-time link up, as a person does, and keeps the session for every later window. */
  private void signIn(String link) {
    try (BrowserContext context = browser.newContext()) {
      Page page = context.newPage();
      page.navigate(link);
      page.getByRole(AriaRole.MAIN)
          .getByRole(
              AriaRole.BUTTON,
              new com.microsoft.playwright.Locator.GetByRoleOptions().setName("Sign in"))
          .click();
      page.getByText("Signed in.").waitFor();
      page.navigate(Demo.running().address("/me"));
      signedIn.put(page.locator("h1").innerText(), context.storageState());
    }
  }

  /** A window on the demo of somebody who is signed in. */
  Page window(Role role, Browser.NewContextOptions options) {
    if (signedIn.isEmpty()) {
      Demo.running().signInLinks().forEach(this::signIn);
    }
    return browser
        .newContext(
            options
                .setStorageState(signedIn.get(role.account()))
                .setBaseURL(Demo.running().address("")))
        .newPage();
  }

  Page window(Role role) {
    return window(role, new Browser.NewContextOptions());
  }

  /** A window of somebody who is signed in nowhere yet. */
  Page fresh(Browser.NewContextOptions options) {
    return browser.newContext(options).newPage();
  }

  /** A window on the demo of a reader without an account. */
  Page anonymous(Browser.NewContextOptions options) {
    return fresh(options.setBaseURL(Demo.running().address("")));
  }
}
