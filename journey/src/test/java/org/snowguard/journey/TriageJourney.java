package org.snowguard.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.snowguard.journey.Browsers.Role;

/** Two people work through the queue by keyboard alone. */
class TriageJourney {

  /** What is pressed on a card: accept; dismiss for a reason; snooze until it changes. */
  private static final List<List<String>> DECISIONS =
      List.of(
          List.of("a"), List.of("d", "2"), List.of("d", "3"), List.of("s", "3"), List.of("d", "4"));

  private static final Pattern CURRENT = Pattern.compile("\\bcurrent\\b");

  private final Browsers browsers = Browsers.running();

  @Test
  void twoPeopleTriageTwentySuggestionsByKeyboard() {
    Page first = browsers.window(Role.SECURITY);
    Page second = browsers.window(Role.TRIAGER);
    first.navigate("/queue");
    second.navigate("/queue");

    first.keyboard().press("j");
    String contested = current(first);
    decide(first, List.of("d", "2"), 1);

    collide(second, contested);
    for (int done = 1; done <= 9; done++) {
      decide(second, DECISIONS.get(done % DECISIONS.size()), done);
    }
    String openElsewhere = current(second);

    first.reload();
    first.keyboard().press("j");
    Assertions.assertThat(current(first))
        .as("the next card is not the one that somebody else has open")
        .isNotEqualTo(openElsewhere);
    for (int done = 1; done <= 10; done++) {
      decide(first, DECISIONS.get(done % DECISIONS.size()), done);
    }

    undoOnce(first);
    activityTells(first);
  }

  /** Goes back to a card that somebody else has dealt with, is told so, looks at it as it is. */
  private static void collide(Page page, String contested) {
    Locator card = page.locator("#" + contested);
    page.keyboard().press("j");
    assertThat(card).containsText("security has this open");
    // The other person has the first card and, since acting on it, the second.
    assertThat(page.locator(".card").nth(2)).hasClass(CURRENT);
    press(page, List.of("k", "k"));
    assertThat(card).hasClass(CURRENT);
    press(page, List.of("d", "3"));
    Locator conflict = page.locator(".conflict");
    assertThat(conflict).containsText("Somebody was faster.");
    assertThat(conflict).containsText("security dismissed it");
    assertThat(conflict.getByRole(AriaRole.LINK)).isFocused();
    page.keyboard().press("Enter");
    assertThat(conflict).hasCount(0);
    assertThat(card).containsText("dismissed");
    assertThat(card).hasClass(CURRENT);
    page.keyboard().press("j");
    assertThat(card).not().hasClass(CURRENT);
  }

  private static void undoOnce(Page page) {
    Locator strips = page.locator(".done");
    int done = strips.count();
    String last = String.valueOf(strips.last().getAttribute("id"));
    page.keyboard().press("u");
    assertThat(strips).hasCount(done - 1);
    assertThat(page.locator("article#" + last)).hasClass(CURRENT);
    decide(page, List.of("d", "9"), done);
  }

  private static void activityTells(Page page) {
    page.navigate("/activity?who=people");
    Locator entries = page.locator(".events > li");
    assertThat(entries.filter(new Locator.FilterOptions().setHasText("suggestion undone")))
        .hasCount(1);
    assertThat(page.locator(".events > li.undone")).hasCount(1);
    Assertions.assertThat(entries.filter(new Locator.FilterOptions().setHasText("triager")).count())
        .isGreaterThanOrEqualTo(9);
  }

  @Test
  void oneDecisionWithoutScripts() {
    Page page =
        browsers.window(Role.TRIAGER, new Browser.NewContextOptions().setJavaScriptEnabled(false));
    page.navigate("/queue?order=oldest");
    Locator card = page.locator(".card").first();
    String id = String.valueOf(card.getAttribute("id"));
    card.getByText("Dismiss", new Locator.GetByTextOptions().setExact(false)).first().click();
    card.getByRole(
            AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("version never affected"))
        .click();

    assertThat(page).hasURL(Pattern.compile("/queue\\?order=oldest#card-\\d+$"));
    assertThat(page.locator(".notice")).containsText("Dismissed as version never affected");
    assertThat(page.locator("#" + id)).hasCount(0);

    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Undo my last action"))
        .click();
    assertThat(page.locator(".notice")).containsText("Taken back");
    assertThat(page.locator("#" + id)).hasCount(1);
  }

  private static void decide(Page page, List<String> keys, int doneAfterwards) {
    press(page, keys);
    assertThat(page.locator(".done")).hasCount(doneAfterwards);
    assertThat(page.locator(".card.current")).hasCount(1);
  }

  private static void press(Page page, List<String> keys) {
    keys.forEach(page.keyboard()::press);
  }

  private static String current(Page page) {
    return String.valueOf(page.locator(".card.current").getAttribute("id"));
  }
}
