package org.snowguard.world.github;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path of the API.
 *
 * @param template as GitHub's description writes it, such as /user/{account_id}
 */
record Route(String method, String template, Pattern pattern, Handler handler) {

  /** Answers a request of a route. */
  interface Handler {

    /**
     * Answers.
     *
     * @param parts the path's variables in their order
     */
    Reply answer(Request request, Caller caller, List<String> parts);
  }

  static Route of(String method, String template, Handler handler) {
    String regex = template.replaceAll("\\{repository}", "([^/]+/[^/]+)");
    return new Route(
        method, template, Pattern.compile(regex.replaceAll("\\{[a-z_]+}", "([^/]+)")), handler);
  }

  Optional<List<String>> parts(Request request) {
    Matcher matcher = pattern.matcher(request.path());
    boolean isMeant =
        method.equals(request.method())
            || (method.equals("GET") && request.method().equals("HEAD"));
    if (!isMeant || !matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        java.util.stream.IntStream.rangeClosed(1, matcher.groupCount())
            .mapToObj(matcher::group)
            .toList());
  }
}
