package org.snowguard.server.web;

/**
 * What kind of failure it is, for each who reads it.
 *
 * @param status of HTTP
 * @param category the stable word for programs: {@code not_found}
 * @param title for people
 */
record Heading(int status, String category, String title) {

  static Heading of(Problem problem) {
    return switch (problem) {
      case NotFound _ -> new Heading(404, "not_found", "Not found");
      case Conflict _ -> new Heading(409, "conflict", "Not possible as things stand");
      case SourceUnavailable _ ->
          new Heading(503, "source_unavailable", "A source does not answer");
      case BadInput bad ->
          switch (bad.kind()) {
            case MALFORMED -> new Heading(400, "bad_input", "This cannot be read");
            case TOO_LARGE -> new Heading(413, "too_large", "This is too large");
            case UNREADABLE -> new Heading(422, "unreadable", "This cannot be used");
          };
      case Refused refused ->
          switch (refused.reason()) {
            case SIGN_IN_NEEDED -> new Heading(401, "sign_in_needed", "Please sign in");
            case NOT_ALLOWED -> new Heading(403, "not_allowed", "Not allowed");
            case FORM_EXPIRED -> new Heading(403, "form_expired", "The form has expired");
            case TOO_MANY_ATTEMPTS -> new Heading(429, "too_many_attempts", "Too many attempts");
            case TOO_MANY_REQUESTS -> new Heading(429, "too_many_requests", "Too many requests");
          };
    };
  }
}
