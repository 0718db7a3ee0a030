package org.snowguard.server.account.github;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.account.GitHubAccounts;
import org.snowguard.server.account.GitHubPerson;
import org.snowguard.server.account.GitHubSignInSettings;
import org.snowguard.server.account.HeldTeam;
import org.snowguard.server.account.SignInAttempts;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.ClientAddress;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.LocalPath;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Problem;
import org.snowguard.server.web.Reply;
import org.snowguard.server.web.Sessions;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Signing in with GitHub: leaving for it, and coming back. */
@Controller
final class GitHubSignInPages {

  private static final String PENDING = "github-sign-in";
  private static final String SIGNING_IN = "signing in with GitHub";

  private final Optional<GitHubOAuth> gitHub;
  private final GitHubSignInSettings settings;
  private final GitHubAccounts accounts;
  private final Sessions sessions;
  private final SignInAttempts attempts;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param gitHub empty where nobody signs in by it
   */
  GitHubSignInPages(
      Optional<GitHubOAuth> gitHub,
      GitHubSignInSettings settings,
      GitHubAccounts accounts,
      Sessions sessions,
      SignInAttempts attempts,
      Clock clock) {
    this.gitHub = gitHub;
    this.settings = settings;
    this.accounts = accounts;
    this.sessions = sessions;
    this.attempts = attempts;
    this.clock = clock;
  }

  /** Changes nothing but where this browser is on its way to, so that a link does. */
  @Access(AccessLevel.PUBLIC)
  @GetMapping("/sign-in/github")
  void leave(
      @RequestParam(defaultValue = "/") String next,
      HttpServletRequest request,
      HttpServletResponse response) {
    GitHubOAuth oauth = gitHub();
    attempts.check(ClientAddress.of(request));
    PendingSignIn pending = PendingSignIn.begin(random, clock.instant(), LocalPath.of(next));
    request.getSession(true).setAttribute(PENDING, pending.inSession());
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", oauth.authorization(pending).toString());
  }

  /**
   * Before an account belongs to somebody on GitHub. By a form with its token, and then by a click:
   * no other page can lead a browser, signed in to a stranger's account there, all the way. A page
   * and no redirect, because forms lead to this server alone.
   */
  @Access(AccessLevel.SIGNED_IN)
  @PostMapping("/me/github/link")
  Reply link(CurrentAccount account, HttpServletRequest request) {
    GitHubOAuth oauth = gitHub();
    PendingSignIn pending =
        PendingSignIn.begin(random, clock.instant(), LocalPath.of("/me"))
            .linkingTo(account.number());
    request.getSession(true).setAttribute(PENDING, pending.inSession());
    return Reply.html(
        "account/linkGitHub",
        new LinkGitHubPage(account.name(), oauth.authorization(pending).toString()));
  }

  @Access(AccessLevel.SIGNED_IN)
  @PostMapping("/me/github/unlink")
  Reply unlink(CurrentAccount account) {
    return Reply.redirect("/me")
        .notice(
            accounts.unlink(account.number())
                ? "Unlinked from GitHub. Roles of teams there are gone."
                : "Your account was linked to none on GitHub.");
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/sign-in/github/callback")
  Reply comeBack(
      @RequestParam(defaultValue = "") String code,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String error,
      @Nullable CurrentAccount account,
      HttpServletRequest request) {
    GitHubOAuth oauth = gitHub();
    attempts.check(ClientAddress.of(request));
    PendingSignIn pending = take(request);
    if (pending == null || !pending.accepts(state, clock.instant())) {
      throw refused(
          request, "an answer that does not belong to what this browser asked for, or came late");
    }
    if (pending.linkTo() != 0 && (account == null || account.number() != pending.linkTo())) {
      throw refused(request, "an answer for an account that is not signed in here any more");
    }
    if (code.isEmpty()) {
      throw refused(
          request,
          error.equals("access_denied")
              ? "your refusal on GitHub to tell us who you are"
              : "an answer without a code");
    }
    try {
      return enter(oauth, oauth.redeem(code, pending), pending, request);
    } catch (Problem problem) {
      attempts.failed(ClientAddress.of(request));
      throw problem;
    }
  }

  private Reply enter(
      GitHubOAuth oauth, Grant grant, PendingSignIn pending, HttpServletRequest request) {
    Instant askedAt = clock.instant();
    GitHubPerson person = oauth.person(grant);
    List<HeldTeam> teams =
        grant.readsTeams() ? oauth.teams(grant, person, settings.teams()) : List.of();
    if (pending.linkTo() != 0) {
      accounts.link(pending.linkTo(), person, teams, askedAt);
      sessions.begin(request, pending.linkTo());
      return Reply.redirect(pending.next().toString())
          .notice("Linked to " + person.login() + " on GitHub, by whom you sign in from now on.");
    }
    sessions.begin(request, accounts.enter(person, teams, askedAt));
    return Reply.redirect(pending.next().toString())
        .notice(
            grant.readsTeams()
                ? "Signed in as " + person.login() + "."
                : "Signed in without teams: GitHub was not allowed to tell yours (read:org).");
  }

  /** Taken out: of two answers with one state only the first counts. */
  private static @Nullable PendingSignIn take(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session == null) {
      return null;
    }
    PendingSignIn pending = PendingSignIn.of(session.getAttribute(PENDING));
    session.removeAttribute(PENDING);
    return pending;
  }

  private GitHubOAuth gitHub() {
    return gitHub.orElseThrow(
        () ->
            new NotFound(
                SIGNING_IN,
                "a server that is not set up for it",
                "use a one-time link; operators find how to set it up in docs/signing-in.md."));
  }

  private BadInput refused(HttpServletRequest request, String input) {
    attempts.failed(ClientAddress.of(request));
    return new BadInput(SIGNING_IN, input, "begin again on /sign-in.");
  }
}
