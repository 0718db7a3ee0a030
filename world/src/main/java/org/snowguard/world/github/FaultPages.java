package org.snowguard.world.github;

import java.util.stream.Collectors;

/**
 * The faults by HTTP, as those of the other services: {@code GET /faults}, {@code POST} and {@code
 * DELETE /faults/NAME}, {@code DELETE /faults}.
 */
final class FaultPages {

  static final String ROOT = "/faults";

  private FaultPages() {}

  static Reply of(Request request, GitHubFaults faults) {
    String name =
        request.path().length() > ROOT.length() + 1
            ? request.path().substring(ROOT.length() + 1)
            : "";
    try {
      switch (request.method()) {
        case "POST" -> faults.begin(GitHubFault.parse(name));
        case "DELETE" -> {
          if (name.isEmpty()) {
            faults.endAll();
          } else {
            faults.end(GitHubFault.parse(name));
          }
        }
        default -> {
          // The list follows in any case.
        }
      }
    } catch (IllegalArgumentException e) {
      return Reply.error(400, String.valueOf(e.getMessage()));
    }
    String on =
        faults.active().stream().map(GitHubFault::text).sorted().collect(Collectors.joining(", "));
    return Reply.html(
        200,
        "<!doctype html><title>Faults</title><p>On: %s<p>There are: %s\n"
            .formatted(on.isEmpty() ? "none" : on, GitHubFault.names()));
  }
}
