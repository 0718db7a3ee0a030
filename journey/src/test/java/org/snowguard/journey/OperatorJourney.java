package org.snowguard.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.snowguard.journey.Browsers.Role;

/** An operator looks whether everything was read, and makes the pages dark. */
class OperatorJourney {

  private final Browsers browsers = Browsers.running();

  @Test
  void seesWhereEverythingIsFrom() {
    Page page = browsers.window(Role.SECURITY);
    page.navigate("/");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sources")).click();

    assertThat(page.getByText("The matcher's index is ready.")).isVisible();
    assertThat(page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText("complete")))
        .not()
        .hasCount(0);

    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("dark")).click();
    assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
  }
}
