package org.snowguard.server.web;

/**
 * A failure as people and programs see it.
 *
 * @param category the stable word for programs
 * @param id what to look for in the log; empty where the message says everything
 */
public record ProblemPage(
    int status,
    String category,
    String title,
    String trying,
    String input,
    String advice,
    String id) {

  static ProblemPage of(Problem problem) {
    Heading heading = Heading.of(problem);
    return new ProblemPage(
        heading.status(),
        heading.category(),
        heading.title(),
        problem.trying(),
        problem.input(),
        problem.advice(),
        "");
  }

  static ProblemPage unexpected(String path, String id) {
    return new ProblemPage(
        500,
        "unexpected",
        "Something went wrong on our side",
        "answering a request",
        path,
        "try again; if it stays, report it with the id " + id + ".",
        id);
  }

  static ProblemPage ofStatus(int status, String path) {
    return switch (status) {
      case 404 ->
          new ProblemPage(
              404, "not_found", "Not found", "opening a page", path, "search for it instead.", "");
      case 405 ->
          new ProblemPage(
              405,
              "method_not_allowed",
              "Not this way",
              "calling a page",
              path,
              "use the method that the page's own form uses.",
              "");
      default ->
          new ProblemPage(
              status,
              "bad_input",
              "This cannot be read",
              "reading a request",
              path,
              "check the address and the form's fields.",
              "");
    };
  }
}
