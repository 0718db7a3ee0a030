package org.snowguard.world.github;

import java.util.Map;
import java.util.Set;

/**
 * Who asks.
 *
 * @param userId as whom it acts; 0: nobody
 * @param scopes of a person's token
 * @param permissions of an installation's token
 * @param key what its limits are counted by
 */
record Caller(
    Kind kind, long userId, Set<String> scopes, Map<String, String> permissions, String key) {

  enum Kind {
    ANONYMOUS,
    PERSON,
    APP,
    INSTALLATION
  }

  static final Caller ANONYMOUS = new Caller(Kind.ANONYMOUS, 0, Set.of(), Map.of(), "anonymous");

  boolean mayReadTeams() {
    return scopes.contains("read:org")
        || scopes.contains("write:org")
        || scopes.contains("admin:org")
        || permissions.containsKey("members");
  }

  void mustWriteIssues() {
    switch (kind) {
      case ANONYMOUS -> throw new Refusal(Reply.error(401, "Requires authentication"));
      case APP ->
          throw new Refusal(
              Reply.error(403, "This endpoint requires an installation access token"));
      case PERSON -> {
        if (!scopes.contains("public_repo") && !scopes.contains("repo")) {
          throw new Refusal(Reply.notFound());
        }
      }
      case INSTALLATION -> {
        if (!"write".equals(permissions.get("issues"))) {
          throw new Refusal(Reply.error(403, "Resource not accessible by integration"));
        }
      }
    }
  }
}
