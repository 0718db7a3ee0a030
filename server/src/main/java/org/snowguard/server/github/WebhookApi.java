package org.snowguard.server.github;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Reply;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;

/** The door for GitHub's webhooks. */
@Controller
final class WebhookApi {

  static final String PATH = "/webhooks/github";

  /** GitHub sends no longer ones (its documentation of webhook payloads). */
  private static final int LONGEST = 25 << 20;

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
    if (request.getContentLengthLong() > LONGEST) {
      throw tooLarge();
    }
    byte[] body = request.getInputStream().readNBytes(LONGEST + 1);
    if (body.length > LONGEST) {
      throw tooLarge();
    }
    return Reply.json(webhooks.take(signature, event, delivery, body));
  }

  private static BadInput tooLarge() {
    return new BadInput(
        BadInput.Kind.TOO_LARGE,
        "taking a webhook of GitHub",
        "a body of more than %,d bytes".formatted(LONGEST),
        "GitHub sends no such one: check what does.");
  }
}
