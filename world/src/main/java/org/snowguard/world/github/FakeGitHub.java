package org.snowguard.world.github;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * GitHub while it runs. Its API has its root at {@link #api}, its pages at {@link #web}; the
 * repository {@link #NIXPKGS} exists from the start.
 */
public final class FakeGitHub implements AutoCloseable {

  /** The repository that exists from the start. */
  public static final String NIXPKGS = "NixOS/nixpkgs";

  /** What {@link #settings} lets a server expect webhooks to be signed with. */
  public static final String WEBHOOK_SECRET = "a secret of the test double";

  private final GitHubServer server;
  private final Clock clock;
  private final GitHubFaults faults = new GitHubFaults();
  private final Limits limits;
  private final Tokens tokens;
  private final People people;
  private final App app;
  private final SignIn signIn;
  private final Webhooks webhooks;
  private final Map<String, Repository> repositories = new ConcurrentHashMap<>();
  private final List<Route> routes = new ArrayList<>();
  private final GraphQl graphQl;
  private final List<Call> calls = new CopyOnWriteArrayList<>();

  private FakeGitHub(int port, Clock clock) {
    this.clock = clock;
    server = new GitHubServer(port, faults);
    Json json = new Json(api(), web());
    limits = new Limits(clock);
    tokens = new Tokens(clock);
    webhooks = new Webhooks(json);
    people = new People(webhooks);
    people.add(App.BOT);
    app = new App(clock);
    signIn = new SignIn(people, tokens, clock);
    repositories.put(NIXPKGS, new Repository(NIXPKGS, clock, people, webhooks));
    graphQl = new GraphQl(this::existing, json, limits);
    routes.addAll(new IssueRoutes(this::existing, json, clock).all());
    routes.addAll(new PeopleRoutes(people, this::existing, app, tokens, limits, json, clock).all());
    server.start(
        new GitHubServer.Answering() {
          @Override
          public Reply answer(Request request, @Nullable GitHubFault fault) {
            return answerAndNote(request, fault);
          }

          @Override
          public Reply page(Request request) {
            return web(request);
          }
        });
  }

  /** Opens one on a free port. */
  public static FakeGitHub open(Clock clock) {
    return new FakeGitHub(0, clock);
  }

  /**
   * Opens one.
   *
   * @param clock on which everything that takes time runs, slow answers aside
   */
  public static FakeGitHub open(int port, Clock clock) {
    return new FakeGitHub(port, clock);
  }

  /** The API's root, in the place of https://api.github.com; without a slash at its end. */
  public URI api() {
    return URI.create(server.root() + GitHubServer.API);
  }

  /** In the place of https://github.com; without a slash at its end. */
  public URI web() {
    return server.root();
  }

  /** Accounts and teams. */
  public People people() {
    return people;
  }

  /** {@link #NIXPKGS}. */
  public Repository nixpkgs() {
    return existing(NIXPKGS);
  }

  /** A repository with its owner in its name; it is made if there is none. */
  public Repository repository(String name) {
    return repositories.computeIfAbsent(
        name, absent -> new Repository(absent, clock, people, webhooks));
  }

  private Repository existing(String name) {
    Repository repository = repositories.get(name);
    if (repository == null) {
      throw new Refusal(Reply.notFound());
    }
    return repository;
  }

  /** What it answers, such as "GET /repos/{owner}/{repo}/issues", as GitHub describes it. */
  public List<String> routes() {
    return routes.stream()
        .map(
            route ->
                route.method() + " " + route.template().replace("{repository}", "{owner}/{repo}"))
        .toList();
  }

  /**
   * Settings that point a server here.
   *
   * @param directory keeps the secrets, each in a file
   * @param mode of publication, such as live
   */
  public Map<String, String> settings(Path directory, String mode) throws IOException {
    Files.createDirectories(directory);
    Map<String, String> settings = new LinkedHashMap<>();
    String prefix = "snowguard.github.";
    settings.put(prefix + "api", api().toString());
    settings.put(prefix + "web", web().toString());
    settings.put(prefix + "repository", NIXPKGS);
    settings.put(prefix + "publish", mode);
    settings.put(prefix + "app-id", app.clientId());
    settings.put(prefix + "oauth-client-id", signIn.clientId());
    Map<String, String> secrets =
        Map.of(
            "private-key", app.privateKey(),
            "webhook-secret", WEBHOOK_SECRET,
            "oauth-client-secret", signIn.clientSecret());
    for (Map.Entry<String, String> secret : new TreeMap<>(secrets).entrySet()) {
      Path file = directory.resolve("github-" + secret.getKey());
      Files.writeString(file, secret.getValue());
      settings.put(prefix + secret.getKey() + "-file", file.toAbsolutePath().toString());
    }
    return settings;
  }

  /** The App, with its key. */
  public App app() {
    return app;
  }

  /** Signing in, with the OAuth application's secret. */
  public SignIn signIn() {
    return signIn;
  }

  /** No token of a person or of the App is good any more. */
  public void revokeTokens() {
    tokens.revokeAll();
  }

  /** What fails. */
  public GitHubFaults faults() {
    return faults;
  }

  /** How much may be asked. */
  public Limits limits() {
    return limits;
  }

  /** What is told to servers. */
  public Webhooks webhooks() {
    return webhooks;
  }

  /** The requests to the API so far, in the order in which they were answered. */
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  private Reply answerAndNote(Request request, @Nullable GitHubFault fault) {
    Reply reply = answer(request, fault);
    calls.add(
        new Call(
            request.method(),
            request.path(),
            reply.status(),
            fault == null ? "" : fault.text(),
            clock.instant()));
    return reply;
  }

  private Reply answer(Request request, @Nullable GitHubFault fault) {
    Caller caller = Caller.ANONYMOUS;
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-GitHub-Media-Type", "github.v3; format=json");
    Reply reply;
    try {
      caller = caller(request);
      if (!request.path().equals("/rate_limit")) {
        limits.take(caller, request);
      }
      reply = unlessKnown(request, caller, act(request, caller, fault));
    } catch (Refusal refusal) {
      reply = refusal.reply();
    }
    if (caller.kind() == Caller.Kind.PERSON) {
      headers.put("X-OAuth-Scopes", String.join(", ", caller.scopes().stream().sorted().toList()));
      headers.put("X-Accepted-OAuth-Scopes", "");
    }
    headers.putAll(limits.headers(caller, request));
    headers.putAll(reply.headers());
    return reply.with(headers);
  }

  private Caller caller(Request request) {
    String[] words = request.head("Authorization").split(" ", 2);
    if (words.length < 2) {
      return Caller.ANONYMOUS;
    }
    return App.isJwt(words[1]) ? app.caller(words[1]) : tokens.caller(words[1]);
  }

  private Reply act(Request request, Caller caller, @Nullable GitHubFault fault) {
    if (fault != null && fault.isBeforeActing()) {
      return switch (fault) {
        case SECONDARY_LIMIT -> Limits.secondary();
        case PRIMARY_LIMIT -> limits.primary(caller);
        case FORBIDDEN -> Reply.error(403, "Resource not accessible by integration");
        case QUERY_ERROR ->
            request.path().equals(Limits.GRAPHQL)
                ? GraphQl.errors("", "Something went wrong while executing your query.")
                : Reply.error(500, "Server Error");
        default -> Reply.error(500, "Server Error");
      };
    }
    if (request.path().equals(Limits.GRAPHQL) && request.method().equals("POST")) {
      return graphQl.answer(request, caller);
    }
    for (Route route : routes) {
      Optional<List<String>> parts = route.parts(request);
      if (parts.isPresent()) {
        return route.handler().answer(request, caller, parts.get());
      }
    }
    return Reply.notFound();
  }

  /** RFC 9110, section 13.1.2; answers that nothing changed do not count against the limit. */
  private Reply unlessKnown(Request request, Caller caller, Reply reply) {
    if (!request.isRead() || reply.status() != 200) {
      return reply;
    }
    String tag = "W/\"" + hash(reply.body()) + "\"";
    if (request.head("If-None-Match").equals(tag)) {
      limits.giveBack(caller);
      return new Reply(304, "", Map.of("ETag", tag), new byte[0]);
    }
    return reply.with("ETag", tag).with("Cache-Control", "private, max-age=60, s-maxage=60");
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Reply web(Request request) {
    return switch (request.path()) {
      case SignIn.AUTHORIZE -> signIn.authorize(request);
      case SignIn.ACCESS_TOKEN -> signIn.accessToken(request);
      default -> {
        if (request.path().startsWith(FaultPages.ROOT)) {
          yield FaultPages.of(request, faults);
        }
        yield WebPages.of(request, repositories.values());
      }
    };
  }

  @Override
  public void close() {
    server.close();
    webhooks.close();
  }
}
