package org.snowguard.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.snowguard.world.github.FakeGitHub;

/** A day of a team: somebody of the security team, two triagers and a maintainer. */
class TeamDayJourney {

  private static final int EACH = 15;

  /** What is pressed on a card: dismiss for a reason; snooze until it changes; accept. */
  private static final List<List<String>> DECISIONS =
      List.of(
          List.of("d", "2"), List.of("d", "3"), List.of("s", "3"), List.of("a"), List.of("d", "4"));

  private static final FakeGitHub gitHub = FakeGitHub.open(Clock.systemUTC());

  private static TeamServer server = TeamServer.none();

  private final Shots shots = new Shots("team-day");

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    server = TeamServer.start(gitHub, Program.directory());
  }

  @AfterAll
  static void end() {
    server.close();
    gitHub.close();
  }

  @Test
  void goesFromTheQueueToTheLog() {
    People people = new People(Browsers.running(), gitHub, server.baseUrl());
    Page security = people.memberOf("security", "guard");
    Page first = people.memberOf("nixpkgs-committers", "early");
    Page second = people.memberOf("nixpkgs-committers", "late");
    Page maintainer = people.other(InventedWorld.MAINTAINER, "keeper");
    signedInByTeam(security, first, maintainer);

    triage(first);
    triage(second);
    String issue = group(first);
    shots.take(first, issue, "draft");
    collide(first, second, issue);
    plan(security, issue);
    maintainerSeesNoDraft(maintainer, issue);
    everythingIsInTheLog(security);
  }

  private void signedInByTeam(Page security, Page triager, Page maintainer) {
    assertThat(security.locator("main")).containsText("security team");
    assertThat(triager.locator("main")).containsText("triager");
    assertThat(maintainer.locator("main")).containsText("keeper");
    shots.take(maintainer, "/me", "me");
  }

  /** By keyboard alone, the most pressing first. */
  private static void triage(Page page) {
    page.navigate("/queue");
    page.keyboard().press("j");
    for (int done = 1; done <= EACH; done++) {
      DECISIONS.get(done % DECISIONS.size()).forEach(page.keyboard()::press);
      assertThat(page.locator(".done")).hasCount(done);
      assertThat(page.locator(".card.current")).hasCount(1);
    }
  }

  /** All that one version fixes, in one step. */
  private static String group(Page page) {
    page.navigate("/project/" + InventedWorld.LIBRARY);
    assertThat(page.locator("main"))
        .containsText(
            "%d pending go away with %s".formatted(InventedWorld.TOGETHER, InventedWorld.FIXED));
    button(page, "Accept them into one draft").click();
    button(page, "Accept " + InventedWorld.TOGETHER).click();
    Locator draft = page.locator("main a[href^='/issue/']");
    String path = String.valueOf(draft.first().getAttribute("href"));
    page.navigate(path);
    for (int number = 0; number < InventedWorld.TOGETHER; number++) {
      assertThat(page.locator("main"))
          .containsText("CVE-2026-%d".formatted(900_001 + InventedWorld.SINGLE + number));
    }
    return path;
  }

  /** Two write the description at once: the second sees both texts and joins them. */
  private void collide(Page first, Page second, String issue) {
    first.navigate(issue);
    second.navigate(issue);
    describe(first, "Crafted files crash it.");
    assertThat(first.locator(".notice").first()).containsText("Saved.");

    describe(second, "Only the command is concerned.");
    assertThat(second.locator("[role=alert]")).containsText("Nothing of yours was saved.");
    assertThat(second.locator("main")).containsText("Crafted files crash it.");
    shots.save(second, "clash");
    second.getByLabel("Yours").fill("Crafted files crash it. Only the command is concerned.");
    button(second, "Save mine").click();
    assertThat(second.locator(".notice").first()).containsText("Saved.");
    assertThat(second.locator("main"))
        .containsText("Crafted files crash it. Only the command is concerned.");
  }

  private static void describe(Page page, String text) {
    page.getByText("Title and description", new Page.GetByTextOptions().setExact(true)).click();
    Locator form = page.locator("form[action$='/words']");
    form.locator("textarea").fill(text);
    form.getByRole(AriaRole.BUTTON).click();
  }

  /** The security team says how pressing it is. */
  private static void plan(Page page, String issue) {
    page.navigate(issue);
    page.locator("details:has(form[action$='/plan']) > summary").click();
    Locator form = page.locator("form[action$='/plan']");
    form.locator("[name=priority]").selectOption("P1");
    form.getByRole(AriaRole.BUTTON).click();
    assertThat(page.locator(".notice").first()).containsText("Saved.");
    assertThat(page.locator(".priority-P1").first()).isVisible();
  }

  private static void maintainerSeesNoDraft(Page page, String issue) {
    Assertions.assertThat(page.navigate(issue).status()).isEqualTo(404);
  }

  private void everythingIsInTheLog(Page page) {
    int decided = 2 * EACH + InventedWorld.TOGETHER;
    page.navigate("/activity?who=people&kind=suggestion");
    assertThat(page.locator(".events > li")).hasCount(decided);
    assertThat(entries(page, "early")).hasCount(EACH + InventedWorld.TOGETHER);
    assertThat(entries(page, "late")).hasCount(EACH);

    page.navigate("/activity?who=people&kind=issue");
    assertThat(entries(page, "guard")).hasCount(1);
    assertThat(entries(page, "Crafted files crash it. Only the command is concerned.")).hasCount(1);
    shots.save(page, "activity");
  }

  private static Locator entries(Page page, String text) {
    return page.locator(".events > li").filter(new Locator.FilterOptions().setHasText(text));
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
