package org.snowguard.server.github.outbox;

import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.snowguard.core.publish.OwnBlock;
import org.snowguard.server.github.client.Answer;
import org.snowguard.server.github.client.GitHubClient;
import org.snowguard.server.github.client.Written;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes one thing to GitHub, where nobody there has decided otherwise. */
final class DeliveryWriting {

  static final int GONE = 410;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final GitHubClient client;

  DeliveryWriting(GitHubClient client) {
    this.client = client;
  }

  /** What came of it. */
  sealed interface Effect {

    /** GitHub was asked, or it stood there already. */
    record Answered(Written written) implements Effect {}

    /**
     * People on GitHub decided otherwise: nothing was written.
     *
     * @param words what they did, for people
     */
    record LeftAlone(String words) implements Effect {}
  }

  Effect write(Pending pending, String text) throws IOException, InterruptedException {
    ObjectNode content = JSON.createObjectNode();
    String body = text + "\n\n" + pending.marker() + "\n";
    return switch (pending.kind()) {
      case OPEN_ISSUE -> {
        content.put("title", pending.title()).put("body", body);
        var labels = content.putArray("labels");
        pending.labels().forEach(labels::add);
        yield sent("POST", client.ofRepository("/issues"), content);
      }
      case COMMENT -> {
        URI comments = client.ofRepository("/issues/" + pending.number() + "/comments");
        yield sent("POST", comments, content.put("body", body));
      }
      case EDIT_BODY -> {
        URI issue = client.ofRepository("/issues/" + pending.number());
        yield OwnBlock.in(text).isEmpty()
            ? sent("PATCH", issue, content.put("body", body))
            : renew(issue, text);
      }
      case ADD_LABEL ->
          new LabelWriting(client)
              .add(Objects.requireNonNull(pending.number()), pending.labels().getFirst());
    };
  }

  private Effect renew(URI issue, String text) throws IOException, InterruptedException {
    Optional<Answer> found = client.find(issue);
    if (found.isEmpty()) {
      return new Effect.Answered(
          new Written.NotDone("the GitHub issue is not there any more", GONE, null));
    }
    JsonNode standing = found.get().body();
    Optional<String> renewed = OwnBlock.replace(standing.path("body").asString(""), text);
    // Whoever took our marks away has made the whole body theirs.
    return renewed.isEmpty()
        ? new Effect.LeftAlone("somebody took our marks out of the text on GitHub: it is theirs")
        : sent("PATCH", issue, JSON.createObjectNode().put("body", renewed.get()));
  }

  private Effect sent(String method, URI uri, ObjectNode content)
      throws IOException, InterruptedException {
    return new Effect.Answered(client.write(method, uri, content));
  }
}
