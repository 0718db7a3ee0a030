package org.snowguard.server.github.outbox;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.snowguard.server.github.client.Answer;
import org.snowguard.server.github.client.GitHubClient;
import org.snowguard.server.github.client.Written;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sets a label where nobody has decided otherwise. */
final class LabelWriting {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int GONE = 410;

  private final GitHubClient client;

  LabelWriting(GitHubClient client) {
    this.client = client;
  }

  /** It stands there, or it stood there once and somebody took it away: nothing is written. */
  Written add(long number, String label) throws IOException, InterruptedException {
    URI issue = client.ofRepository("/issues/" + number);
    Optional<Answer> found = client.find(issue);
    if (found.isEmpty()) {
      return new Written.NotDone("the pull request is not there any more", GONE, null);
    }
    Written standing = new Written.Done(found.get().body());
    if (isNamed(found.get().body().path("labels"), label) || wasTakenAway(number, label)) {
      return standing;
    }
    ObjectNode content = JSON.createObjectNode();
    content.putArray("labels").add(label);
    return switch (client.write(
        "POST", client.ofRepository("/issues/" + number + "/labels"), content)) {
      case Written.Done _ -> standing;
      case Written.NotDone notDone -> notDone;
      case Written.Unknown unknown -> unknown;
    };
  }

  private static boolean isNamed(JsonNode labels, String label) {
    for (JsonNode one : labels) {
      if (one.path("name").asString("").equals(label)) {
        return true;
      }
    }
    return false;
  }

  private boolean wasTakenAway(long number, String label) throws IOException, InterruptedException {
    URI page = client.ofRepository("/issues/%d/timeline?per_page=100".formatted(number));
    while (page != null) {
      Answer answer = client.get(page, null);
      for (JsonNode event : answer.body()) {
        boolean isThis =
            event.path("event").asString("").equals("unlabeled")
                && event.path("label").path("name").asString("").equals(label);
        if (isThis) {
          return true;
        }
      }
      page = answer.next();
    }
    return false;
  }
}
