package org.snowguard.server.github;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Refused;
import org.snowguard.server.web.Reply;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;

/** The door for GitHub's webhooks. */
@Controller
final class WebhookApi {

  static final String PATH = "/webhooks/github";

  /** Of the events taken none is longer: their texts have 65,536 characters at most. */
  private static final int LONGEST = 2 << 20;

  /** So many bodies are held in memory at once, whoever sends them. */
  static final int PLACES = 16;

  private static final String TAKING = "taking a webhook of GitHub";

  final Semaphore places = new Semaphore(PLACES);
  private final Webhooks webhooks;

  WebhookApi(Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  @Access(AccessLevel.PUBLIC)
  @PostMapping(PATH)
  Reply take(
      @RequestHeader(name = "X-Hub-Signature-256", required = false) @Nullable String signature,
      @RequestHeader(name = "X-GitHub-Event", required = false) @Nullable String event,
      @RequestHeader(name = "X-GitHub-Delivery", required = false) @Nullable String delivery,
      HttpServletRequest request)
      throws IOException {
    webhooks.requireLikely(signature);
    if (request.getContentLengthLong() > LONGEST) {
      throw tooLarge();
    }
    if (!places.tryAcquire()) {
      throw Refused.tooMuch(
          Refused.Reason.TOO_MANY_REQUESTS,
          TAKING,
          "one beside %d others".formatted(PLACES),
          "deliver it again; what it told of an issue is made up for by the sweep.",
          Duration.ofMinutes(1));
    }
    try {
      return Reply.json(webhooks.take(signature, event, delivery, body(request)));
    } finally {
      places.release();
    }
  }

  private static byte[] body(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(LONGEST + 1);
    if (body.length > LONGEST) {
      throw tooLarge();
    }
    return body;
  }

  private static BadInput tooLarge() {
    return new BadInput(
        BadInput.Kind.TOO_LARGE,
        TAKING,
        "a body of more than %,d bytes".formatted(LONGEST),
        "of the events in docs/github.md GitHub sends no such one: subscribe to those alone.");
  }
}
