package org.snowguard.server.issue.publish;

import java.util.List;
import java.util.stream.Collectors;
import org.snowguard.core.publish.IssueBody;
import org.snowguard.core.publish.Piece;
import org.snowguard.server.github.outbox.OutgoingText;

/** A body as the outbox takes it, and as we compare and show it. */
final class Outgoing {

  private Outgoing() {}

  static OutgoingText text(IssueBody body) {
    List<OutgoingText.Part> parts =
        body.pieces().stream()
            .map(
                piece ->
                    switch (piece) {
                      case Piece.Words(String markdown) -> new OutgoingText.Part.Words(markdown);
                      case Piece.Person(long id, String name) ->
                          new OutgoingText.Part.Person(id, name);
                    })
            .map(OutgoingText.Part.class::cast)
            .toList();
    return new OutgoingText(parts);
  }

  /** Logins are looked up when it is delivered: until then people are called by their names. */
  static String shown(IssueBody body) {
    return body.pieces().stream()
        .map(
            piece ->
                switch (piece) {
                  case Piece.Words(String markdown) -> markdown;
                  case Piece.Person(long id, String name) -> "@[" + name + ", " + id + "]";
                })
        .collect(Collectors.joining());
  }
}
