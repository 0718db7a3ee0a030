package org.snowguard.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Somebody without an account looks a vulnerability and its package up, on a phone. */
class ReaderJourney {

  private final Browsers browsers = Browsers.running();

  @Test
  void findsWhetherAPackageIsAffected() {
    Page page = browsers.anonymous(new Browser.NewContextOptions().setViewportSize(390, 844));
    page.navigate("/");
    page.getByRole(AriaRole.SEARCHBOX).fill("cve-2014-0160");
    page.keyboard().press("Enter");

    assertThat(page).hasURL(Pattern.compile("/vulnerability/CVE-2014-0160$"));
    assertThat(page.getByText("automatic, not reviewed").first()).isVisible();
    page.locator(".link-panel")
        .getByRole(AriaRole.ROWHEADER)
        .getByRole(AriaRole.LINK)
        .first()
        .click();

    assertThat(page).hasURL(Pattern.compile("/package/openssl"));
    assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Versions")))
        .isVisible();

    page.navigate("/queue");
    assertThat(page.locator(".card")).not().hasCount(0);
    assertThat(page.locator(".card form")).hasCount(0);
  }

  /** What is on fire has to be read without pushing tables about. */
  @Test
  void firstPageFitsOnAPhone() {
    Page page = browsers.anonymous(new Browser.NewContextOptions().setViewportSize(375, 800));
    page.navigate("/");
    assertThat(page.locator("table.stacked").first()).isVisible();
    Object tooWide =
        page.evaluate(
            """
            () => [document.documentElement, ...document.querySelectorAll("main .table-scroll")]
              .filter(part => part.scrollWidth > part.clientWidth).length\
            """);
    Assertions.assertThat(tooWide).isEqualTo(0);
  }
}
