package org.snowguard.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.snowguard.world.github.FakeGitHub;
import org.snowguard.world.github.Issue;
import org.snowguard.world.github.User;

/** A day of a team: somebody of the security team, two triagers and a maintainer. */
class TeamDayJourney {

  private static final int EACH = 15;
  private static final Duration PATIENCE = Duration.ofSeconds(100);

  /** What is pressed on a card: dismiss for a reason; snooze until it changes; accept. */
  private static final List<List<String>> DECISIONS =
      List.of(
          List.of("d", "2"), List.of("d", "3"), List.of("s", "3"), List.of("a"), List.of("d", "4"));

  private static final FakeGitHub gitHub = FakeGitHub.open(Clock.systemUTC());

  private final Shots shots = new Shots("team-day");

  @AfterAll
  static void end() {
    gitHub.close();
  }

  @Test
  void goesFromTheQueueToTheLog() throws IOException, InterruptedException {
    try (TeamServer server = TeamServer.start(gitHub, Program.directory())) {
      goOn(server);
    }
  }

  private void goOn(TeamServer server) throws IOException, InterruptedException {
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

    String published = publish(second, issue);
    Issue onGitHub = appearsOnGitHub();
    refute(maintainer, first, published);
    server.fix(InventedWorld.UNSTABLE);
    gitHub.nixpkgs().close(onGitHub.number(), merger(), "completed", null);
    staysOpenForStable(second, published);
    server.fix(InventedWorld.STABLE);
    closes(second, published);
    nobodyWasToldTwice(onGitHub);
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

  private String publish(Page page, String issue) {
    page.navigate(issue);
    page.getByText("Preview and publish").click();
    assertThat(page.locator("main")).containsText("Keeper is mentioned");
    shots.save(page, "preview");
    for (Locator check : page.locator("input[name=ticked]").all()) {
      check.check();
    }
    button(page, "Publish").click();
    page.waitForURL(Pattern.compile("/issue/NIXPKGS-\\d{4}-\\d+$"));
    shots.save(page, "published");
    return URI.create(page.url()).getPath();
  }

  /** The outbox delivers it, once, and it calls the maintainer, once. */
  private static Issue appearsOnGitHub() throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (gitHub.nixpkgs().issues().isEmpty() && Instant.now().isBefore(end)) {
      Thread.sleep(200);
    }
    List<Issue> issues = gitHub.nixpkgs().issues();
    Assertions.assertThat(issues).hasSize(1);
    Issue issue = issues.getFirst();
    Assertions.assertThat(issue.title()).contains(InventedWorld.LIBRARY);
    Assertions.assertThat(issue.body()).containsOnlyOnce("@keeper");
    for (int number = 0; number < InventedWorld.TOGETHER; number++) {
      Assertions.assertThat(issue.body())
          .contains("CVE-2026-%d".formatted(900_001 + InventedWorld.SINGLE + number));
    }
    return issue;
  }

  /** A maintainer disputes what is said of one package; a triager agrees. */
  private void refute(Page maintainer, Page triager, String issue) {
    maintainer.navigate(issue);
    shots.save(maintainer, "public");
    maintainer.getByText("Dispute a verdict on your package").click();
    Locator form = maintainer.locator("form[action$='/refute']");
    form.locator("[name=attribute]").selectOption(InventedWorld.OTHER_BUILD);
    form.locator("[name=note]").fill("It is built without the parser.");
    form.getByRole(AriaRole.BUTTON).click();
    assertThat(maintainer.locator("#disputed")).containsText("Disputed by maintainer");
    disputeStandsByTheVerdict(maintainer);

    triager.navigate(issue);
    button(triager, "Agree: judge " + InventedWorld.OTHER_BUILD + " so").click();
    assertThat(triager.locator(".notice").first()).containsText("Judged as its maintainer says.");
  }

  private void disputeStandsByTheVerdict(Page page) {
    Map<String, String> pages =
        Map.of(
            "disputed-vulnerability",
            "/vulnerability/CVE-2026-%d".formatted(900_001 + InventedWorld.SINGLE),
            "disputed-project",
            "/project/" + InventedWorld.LIBRARY + "?state=accepted",
            "disputed-package",
            "/package/" + InventedWorld.OTHER_BUILD);
    pages.forEach(
        (name, path) -> {
          shots.take(page, path, name);
          assertThat(page.getByText("Disputed by maintainer").first()).isVisible();
        });
  }

  private static User merger() {
    return gitHub.people().withLogin("early").orElseThrow();
  }

  private void staysOpenForStable(Page page, String issue) throws InterruptedException {
    awaitText(page, issue, "still affected in " + InventedWorld.STABLE);
    assertThat(page.locator("h1 .tag")).hasText("published");
    shots.save(page, "closed-on-github");
  }

  private void closes(Page page, String issue) throws InterruptedException {
    awaitText(page, issue, "Closed just now: fixed");
    assertThat(page.locator("h1 .tag")).hasText("closed");
    shots.save(page, "closed");
  }

  private static void nobodyWasToldTwice(Issue issue) {
    Assertions.assertThat(gitHub.nixpkgs().issues()).hasSize(1);
    Assertions.assertThat(gitHub.nixpkgs().comments(issue.number()))
        .noneMatch(comment -> comment.body().contains("@keeper"));
  }

  /** What machines do by themselves shows some moments later. */
  private static void awaitText(Page page, String path, String text) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    page.navigate(path);
    while (!page.locator("main").innerText().contains(text) && Instant.now().isBefore(end)) {
      Thread.sleep(500);
      page.reload();
    }
    assertThat(page.locator("main")).containsText(text);
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

    page.navigate("/activity?kind=issue");
    for (String step :
        List.of("issue published", "GitHub issue closed, still affected here", "issue closed")) {
      assertThat(entries(page, step).first()).isVisible();
    }
    shots.save(page, "activity");

    page.navigate("/activity?kind=refutation");
    assertThat(entries(page, "keeper")).hasCount(1);
    assertThat(entries(page, "early")).hasCount(1);
  }

  private static Locator entries(Page page, String text) {
    return page.locator(".events > li").filter(new Locator.FilterOptions().setHasText(text));
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
