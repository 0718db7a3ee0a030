package org.snowguard.server.github;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.github.client.GitHubTimes;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Refused;
import org.snowguard.server.web.Transactions;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes what GitHub tells by itself: only with its signature, each only once, in any order. */
final class Webhooks {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String TAKING = "taking a webhook of GitHub";
  private static final Pattern DELIVERY = Pattern.compile("[A-Za-z0-9-]{1,100}");
  private static final Pattern SIGNATURE = Pattern.compile("(?i)sha256=[0-9a-f]{64}");
  private static final Pattern EVENT = Pattern.compile("[a-z_]{1,60}");

  /** GitHub lets people send a delivery anew for three days. */
  private static final Duration REMEMBERED = Duration.ofDays(30);

  private final @Nullable String secret;
  private final @Nullable String repository;
  private final Sightings sightings;
  private final WebhookStore store;
  private final Transactions transactions;
  private final Clock clock;

  Webhooks(
      @Nullable String secret,
      @Nullable String repository,
      Sightings sightings,
      Jdbi jdbi,
      Transactions transactions,
      Clock clock) {
    this.secret = secret;
    this.repository = repository;
    this.sightings = sightings;
    store = new WebhookStore(jdbi);
    this.transactions = transactions;
    this.clock = clock;
  }

  /** What was done with it, for those who look at GitHub's list of deliveries. */
  record Taken(String event, String did) {}

  /**
   * Takes one.
   *
   * @param signature the header {@code X-Hub-Signature-256}, or null
   * @param body as it came, byte by byte: that is what is signed
   */
  Taken take(
      @Nullable String signature, @Nullable String event, @Nullable String delivery, byte[] body) {
    if (!isSigned(requireLikely(signature), signature, body)) {
      throw notSigned();
    }
    if (event == null
        || delivery == null
        || !EVENT.matcher(event).matches()
        || !DELIVERY.matcher(delivery).matches()) {
      throw new BadInput(
          TAKING,
          "its headers",
          "X-GitHub-Event and X-GitHub-Delivery are missing, or not as GitHub writes them.");
    }
    JsonNode content = read(body);
    Instant now = clock.instant();
    return transactions.call(
        () -> {
          store.forget(now.minus(REMEMBERED));
          boolean isNew = store.remember(delivery, event, now);
          return new Taken(event, isNew ? act(event, content) : "came before");
        });
  }

  /** Before a body is read: whether it can be signed at all. Gives the secret. */
  String requireLikely(@Nullable String signature) {
    if (secret == null || repository == null) {
      throw new NotFound(
          TAKING, "no secret", "set snowguard.github.repository and .webhook-secret-file first.");
    }
    if (signature == null || !SIGNATURE.matcher(signature.strip()).matches()) {
      throw notSigned();
    }
    return secret;
  }

  private static Refused notSigned() {
    return new Refused(
        Refused.Reason.SIGN_IN_NEEDED,
        TAKING,
        "a signature that is not GitHub's",
        "give GitHub and snowguard.github.webhook-secret-file the same secret.");
  }

  private static JsonNode read(byte[] body) {
    try {
      return JSON.readTree(new String(body, StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      throw new BadInput(
          TAKING, "its body", "choose application/json as content type of the webhook.");
    }
  }

  /** In constant time, so that nobody learns a signature digit by digit. */
  static boolean isSigned(String secret, @Nullable String signature, byte[] body) {
    if (signature == null) {
      return false;
    }
    return MessageDigest.isEqual(
        signature(secret, body).getBytes(StandardCharsets.US_ASCII),
        signature.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
  }

  static String signature(String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC with SHA-256 is always there", e);
    }
  }

  private String act(String event, JsonNode content) {
    return switch (event) {
      case "issues", "issue_comment" -> seen(content, content.path("issue"));
      case "pull_request" -> seen(content, content.path("pull_request"));
      case "membership" -> membership(content);
      case "organization" -> organization(content);
      default -> "nothing";
    };
  }

  private String seen(JsonNode content, JsonNode node) {
    String name = content.path("repository").path("full_name").asString("");
    if (!name.equalsIgnoreCase(repository)) {
      return "nothing: of another repository";
    }
    Optional<GitHubIssue> issue = IssueReading.read(node);
    if (issue.isEmpty()) {
      return "nothing: no issue that can be read";
    }
    String action = content.path("action").asString("");
    boolean isOfIssue = content.path("comment").isMissingNode();
    if (isOfIssue && (action.equals("deleted") || action.equals("transferred"))) {
      sightings.gone(issue.get(), action);
    } else {
      sightings.seen(List.of(issue.get()), false);
      PullReading.read(node).ifPresent(sightings::pullRequestTold);
    }
    if (!isOfIssue && !action.equals("deleted")) {
      commented(issue.get().number(), content.path("comment"));
    }
    return "seen: #" + issue.get().number();
  }

  private void commented(long number, JsonNode comment) {
    Instant at = GitHubTimes.read(comment.path("updated_at"));
    if (at != null) {
      boolean isBot = comment.path("user").path("type").asString("").equals("Bot");
      sightings.commented(number, isBot, GitHubTexts.text(comment, "body"), at);
    }
  }

  private String membership(JsonNode content) {
    JsonNode team = content.path("team");
    long teamId = team.path("id").asLong(0);
    long memberId = content.path("member").path("id").asLong(0);
    String action = content.path("action").asString("");
    if (teamId == 0 || memberId == 0 || !(action.equals("added") || action.equals("removed"))) {
      return "nothing: no membership that can be read";
    }
    sightings.membership(teamId, team.path("slug").asString(""), memberId, action.equals("added"));
    return "membership";
  }

  private String organization(JsonNode content) {
    String organization = content.path("organization").path("login").asString("");
    long memberId = content.path("membership").path("user").path("id").asLong(0);
    if (!content.path("action").asString("").equals("member_removed")
        || organization.isEmpty()
        || memberId == 0) {
      return "nothing: nobody left";
    }
    sightings.left(organization, memberId);
    return "left";
  }
}
