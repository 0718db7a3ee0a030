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

  private final GitHubClient client;

  LabelWriting(GitHubClient client) {
    this.client = client;
  }

  /** Nothing is written where it stands already, or stood once and somebody took it away. */
  DeliveryWriting.Effect add(long number, String label) throws IOException, InterruptedException {
    URI issue = client.ofRepository("/issues/" + number);
    Optional<Answer> found = client.find(issue);
    if (found.isEmpty()) {
      return new DeliveryWriting.Effect.Answered(
          new Written.NotDone(
              "the pull request is not there any more", DeliveryWriting.GONE, null));
    }
    Written standing = new Written.Done(found.get().body());
    if (isNamed(found.get().body().path("labels"), label)) {
      return new DeliveryWriting.Effect.Answered(standing);
    }
    if (wasTakenAway(number, label)) {
      return new DeliveryWriting.Effect.LeftAlone("somebody took the label away on GitHub");
    }
    ObjectNode content = JSON.createObjectNode();
    content.putArray("labels").add(label);
    Written written =
        client.write("POST", client.ofRepository("/issues/" + number + "/labels"), content);
    // The answer lists labels; where it stands is told by the issue.
    return new DeliveryWriting.Effect.Answered(
        written instanceof Written.Done ? standing : written);
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
