package org.snowguard.server.web;

/**
 * A failure as the API tells it (RFC 9457).
 *
 * @param type tells no more than the status, which the registered word for that is for
 * @param instance the path that was asked for
 * @param error the same in our parts, as the JSON of pages has it
 */
record ApiProblem(
    String type, String title, int status, String detail, String instance, ProblemPage error) {

  static final String CONTENT_TYPE = "application/problem+json";

  static ApiProblem of(ProblemPage page, String path) {
    return new ApiProblem(
        "about:blank",
        page.title(),
        page.status(),
        "While %s, with %s: %s".formatted(page.trying(), page.input(), page.advice()),
        path,
        page);
  }
}
