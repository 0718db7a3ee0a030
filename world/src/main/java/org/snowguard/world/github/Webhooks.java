package org.snowguard.world.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells a server what happens. Events wait until a test delivers, loses, repeats or reorders them;
 * with {@link #atOnce} each is delivered when it happens.
 */
public final class Webhooks implements Events, AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Json json;
  private final IssueJson issueJson;
  private final Random random = new Random(4711);
  private final List<Delivery> waiting = new ArrayList<>();
  private final List<Delivery> delivered = new ArrayList<>();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final ExecutorService sender =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("webhooks").factory());
  private @Nullable URI target;
  private String secret = "";
  private boolean isAtOnce;

  /**
   * A message to a server.
   *
   * @param id of the delivery; a repetition has the same
   * @param event such as issues
   * @param action such as opened
   */
  public record Delivery(String id, String event, String action, String body) {}

  Webhooks(Json json) {
    this.json = json;
    this.issueJson = new IssueJson(json);
  }

  /** Where messages go, and what they are signed with. */
  public synchronized void to(URI address, String signingSecret) {
    target = address;
    secret = signingSecret;
  }

  /** Messages go out when they happen, on a thread of their own, in their order. */
  public synchronized void atOnce(boolean isSo) {
    isAtOnce = isSo;
  }

  /** What waits to be delivered, oldest first. */
  public synchronized List<Delivery> waiting() {
    return List.copyOf(waiting);
  }

  /** What was delivered, in that order. */
  public synchronized List<Delivery> delivered() {
    return List.copyOf(delivered);
  }

  /** Nobody will hear of what waits. */
  public synchronized int lose() {
    int lost = waiting.size();
    waiting.clear();
    return lost;
  }

  /** What waits will be delivered in another order. */
  public synchronized void shuffle(long seed) {
    Collections.shuffle(waiting, new Random(seed));
  }

  /** What waits will be delivered newest first. */
  public synchronized void reverse() {
    Collections.reverse(waiting);
  }

  /** Delivers what waits; gives the status of each answer, 0 where none came. */
  public List<Integer> deliver() {
    List<Delivery> taken;
    synchronized (this) {
      taken = List.copyOf(waiting);
      waiting.clear();
    }
    return taken.stream().map(this::send).toList();
  }

  /** Delivers one, again or for the first time; gives the answer's status, 0 where none came. */
  public int send(Delivery delivery) {
    return send(delivery, signature("HmacSHA256", delivery.body()));
  }

  /** Delivers one whose signature is of another secret. */
  public int sendForged(Delivery delivery) {
    return send(delivery, signature("HmacSHA256", delivery.body() + " "));
  }

  private int send(Delivery delivery, String signature) {
    URI to;
    synchronized (this) {
      if (target == null) {
        throw new IllegalStateException(
            "While delivering %s: there is no address. Set one with to(…)."
                .formatted(delivery.id()));
      }
      to = target;
      delivered.add(delivery);
    }
    HttpRequest request =
        HttpRequest.newBuilder(to)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("User-Agent", "GitHub-Hookshot/0000000")
            .header("X-GitHub-Delivery", delivery.id())
            .header("X-GitHub-Event", delivery.event())
            .header("X-GitHub-Hook-ID", "123456789")
            .header("X-GitHub-Hook-Installation-Target-ID", String.valueOf(App.ID))
            .header("X-GitHub-Hook-Installation-Target-Type", "integration")
            .header("X-Hub-Signature", "sha1=" + signature("HmacSHA1", delivery.body()))
            .header("X-Hub-Signature-256", "sha256=" + signature)
            .POST(HttpRequest.BodyPublishers.ofString(delivery.body()))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private String signature(String algorithm, String body) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), algorithm));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "While signing a message: %s. Set a secret with to(…).".formatted(e.getMessage()), e);
    }
  }

  /** The message that a new webhook gets first. */
  public synchronized Delivery ping() {
    ObjectNode body = Json.object();
    body.put("zen", "Keep it logically awesome.");
    body.put("hook_id", 123_456_789);
    ObjectNode hook = body.putObject("hook");
    hook.put("type", "Repository");
    hook.put("id", 123_456_789);
    hook.put("name", "web");
    hook.put("active", true);
    hook.putArray("events").add("issues").add("issue_comment").add("membership");
    ObjectNode config = hook.putObject("config");
    config.put("content_type", "json");
    config.put("insecure_ssl", "0");
    config.put("url", String.valueOf(target));
    String url = json.api() + "/repos/" + FakeGitHub.NIXPKGS + "/hooks/123456789";
    hook.put("url", url);
    hook.put("ping_url", url + "/pings");
    hook.put("deliveries_url", url + "/deliveries");
    Json.time(hook, "created_at", Instant.EPOCH);
    Json.time(hook, "updated_at", Instant.EPOCH);
    body.set("sender", json.user(User.GHOST));
    return new Delivery(id(), "ping", "", JsonMapper.shared().writeValueAsString(body));
  }

  @Override
  public void issue(
      String action,
      Repository repository,
      Issue issue,
      @Nullable Issue before,
      User actor,
      String detail) {
    ObjectNode body = Json.object();
    body.put("action", action);
    boolean isPull = issue.pull() != null;
    if (isPull) {
      body.put("number", issue.number());
      body.set("pull_request", new PullJson(json).pull(repository, issue));
    } else {
      body.set("issue", issueJson.brief(repository, issue));
    }
    if (action.equals("labeled") || action.equals("unlabeled")) {
      body.set("label", issueJson.label(repository, detail));
    }
    if (action.equals("edited") && before != null) {
      ObjectNode changes = body.putObject("changes");
      if (!before.title().equals(issue.title())) {
        changes.putObject("title").put("from", before.title());
      }
      if (!before.body().equals(issue.body())) {
        changes.putObject("body").put("from", before.body());
      }
    }
    common(body, repository, actor);
    add(isPull ? "pull_request" : "issues", action, body);
  }

  @Override
  public void comment(
      String action,
      Repository repository,
      Issue issue,
      Comment comment,
      @Nullable String before,
      User actor) {
    ObjectNode body = Json.object();
    body.put("action", action);
    body.set("issue", issueJson.brief(repository, issue));
    body.set("comment", issueJson.comment(repository, comment));
    if (action.equals("edited")) {
      body.putObject("changes").putObject("body").put("from", before);
    }
    common(body, repository, actor);
    add("issue_comment", action, body);
  }

  @Override
  public void membership(String action, Team team, User member) {
    ObjectNode body = Json.object();
    body.put("action", action);
    body.put("scope", "team");
    body.set("member", json.user(member));
    body.set("sender", json.user(member));
    body.set("team", json.team(team));
    body.set("organization", json.organisation());
    installation(body);
    add("membership", action, body);
  }

  private void common(ObjectNode body, Repository repository, User actor) {
    ObjectNode whole = json.repository(repository);
    whole.putObject("custom_properties");
    body.set("repository", whole);
    body.set("organization", json.organisation());
    body.set("sender", json.user(actor));
    installation(body);
  }

  private static void installation(ObjectNode body) {
    ObjectNode installation = body.putObject("installation");
    installation.put("id", App.INSTALLATION);
    installation.put("node_id", Json.node("Installation", App.INSTALLATION));
  }

  private synchronized void add(String event, String action, ObjectNode body) {
    waiting.add(new Delivery(id(), event, action, JsonMapper.shared().writeValueAsString(body)));
    if (isAtOnce && target != null) {
      sender.execute(this::deliver);
    }
  }

  private String id() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  @Override
  public void close() {
    sender.shutdownNow();
    client.close();
  }
}
