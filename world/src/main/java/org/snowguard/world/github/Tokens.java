package org.snowguard.world.github;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The tokens that were given out, and who asks with each. */
final class Tokens {

  private final Clock clock;
  private final Map<String, Token> tokens = new HashMap<>();
  private int made;

  private record Token(Caller caller, Instant expires) {}

  Tokens(Clock clock) {
    this.clock = clock;
  }

  synchronized String ofPerson(long userId, Set<String> scopes) {
    Caller caller =
        new Caller(Caller.Kind.PERSON, userId, Set.copyOf(scopes), Map.of(), "user/" + userId);
    return keep("gho_", caller, Instant.MAX);
  }

  synchronized String ofInstallation(long botId, Map<String, String> permissions, Instant expires) {
    Caller caller =
        new Caller(Caller.Kind.INSTALLATION, botId, Set.of(), Map.copyOf(permissions), "app");
    return keep("ghs_", caller, expires);
  }

  private String keep(String prefix, Caller caller, Instant expires) {
    String text = prefix + "%036d".formatted(++made);
    tokens.put(text, new Token(caller, expires));
    return text;
  }

  synchronized Caller caller(String text) {
    Token token = tokens.get(text);
    if (token == null || !clock.instant().isBefore(token.expires())) {
      throw new Refusal(Reply.error(401, "Bad credentials"));
    }
    return token.caller();
  }

  /** None of a person's tokens is good any more. */
  synchronized void revoke(long userId) {
    tokens.values().removeIf(token -> token.caller().userId() == userId);
  }

  /** No token is good any more. */
  synchronized void revokeAll() {
    tokens.clear();
  }
}
