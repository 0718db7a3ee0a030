package org.snowguard.server.github.outbox;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.github.PublishMode;

/**
 * What leaves for GitHub, and how far it has come.
 *
 * @param repository where it goes, or null
 * @param waiting how many texts wait, those that fail among them
 * @param failing how many of them were tried in vain
 * @param stuck how many were given up
 * @param givenUp the newest of them
 * @param next those that go next
 * @param latest those that are settled, the newest first
 */
public record OutboxPage(
    @Nullable String repository,
    PublishMode mode,
    long waiting,
    long failing,
    long delivered,
    long withheld,
    long stuck,
    List<Delivery> givenUp,
    List<Delivery> next,
    List<Delivery> latest) {

  public OutboxPage {
    givenUp = List.copyOf(givenUp);
    next = List.copyOf(next);
    latest = List.copyOf(latest);
  }

  /** Whether nothing leaves and nothing ever was to. */
  @JsonIgnore
  public boolean isIdle() {
    return repository == null && waiting + delivered + withheld + stuck == 0;
  }

  /** For people. */
  public static String what(Delivery delivery) {
    return switch (delivery.kind()) {
      case OPEN_ISSUE -> "GitHub issue \"" + delivery.title() + "\"";
      case COMMENT -> "comment on #" + delivery.number();
      case EDIT_BODY -> "text of #" + delivery.number();
      case ADD_LABEL -> "label on #" + delivery.number();
    };
  }
}
