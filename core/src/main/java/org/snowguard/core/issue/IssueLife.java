package org.snowguard.core.issue;

/** Which moves an issue may make, and whether a machine may make them. */
public final class IssueLife {

  /** Who moves it: a person who may edit issues, or what follows from an event. */
  public enum Mover {
    PERSON,
    MACHINE
  }

  /** What becomes of a move. */
  public sealed interface Outcome {
    /**
     * It is made.
     *
     * @param to the state from now on
     */
    record Moved(IssueState to) implements Outcome {}

    /**
     * It is not.
     *
     * @param because a clause: "it is a draft: publish it first"
     */
    record Refused(String because) implements Outcome {}
  }

  private IssueLife() {}

  /** Tries a move. */
  public static Outcome move(IssueState from, IssueMove move, Mover mover) {
    return switch (move) {
      case IssueMove.Publish() -> publish(from, mover);
      case IssueMove.Close(CloseReason reason) -> close(from, reason, mover);
      case IssueMove.Reopen() -> reopen(from);
    };
  }

  private static Outcome publish(IssueState from, Mover mover) {
    if (mover == Mover.MACHINE) {
      return new Outcome.Refused("only a person publishes");
    }
    return switch (from) {
      case DRAFT -> new Outcome.Moved(IssueState.PUBLISHED);
      case PUBLISHED -> new Outcome.Refused("it is published already");
      case CLOSED -> new Outcome.Refused("it is closed: reopen it instead");
    };
  }

  private static Outcome close(IssueState from, CloseReason reason, Mover mover) {
    return switch (from) {
      case DRAFT ->
          new Outcome.Refused("it is a draft: take out what it holds, and it is gone unseen");
      case CLOSED -> new Outcome.Refused("it is closed already");
      case PUBLISHED ->
          mover == Mover.PERSON || isPlain(reason)
              ? new Outcome.Moved(IssueState.CLOSED)
              : new Outcome.Refused("\"" + reason.label() + "\" is for people to say");
    };
  }

  /** Follows from the packages alone. */
  private static boolean isPlain(CloseReason reason) {
    return switch (reason) {
      case FIXED, NOT_AFFECTED -> true;
      case WILL_NOT_FIX, DUPLICATE, WITHDRAWN -> false;
    };
  }

  private static Outcome reopen(IssueState from) {
    return switch (from) {
      case CLOSED -> new Outcome.Moved(IssueState.PUBLISHED);
      case DRAFT -> new Outcome.Refused("it is a draft and was never closed");
      case PUBLISHED -> new Outcome.Refused("it is open");
    };
  }
}
