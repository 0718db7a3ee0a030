package org.snowguard.server.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snowguard.server.TestServer;
import org.springframework.web.method.HandlerMethod;

/** Every handler of a server, with a path and a method by which it is called. */
public final class Handlers {

  /**
   * One way to call a handler.
   *
   * @param pattern as it is declared: {@code /issue/{id}}
   */
  public record Call(String method, String pattern, HandlerMethod handler) {

    /** With something in the place of each variable. */
    public String path() {
      return pattern.replaceAll("\\{[^}]*}", "1");
    }

    Access access() {
      return AccessRules.of(handler);
    }

    boolean changes() {
      return !method.equals("GET");
    }

    @Override
    public String toString() {
      return method + " " + pattern;
    }
  }

  private Handlers() {}

  /** Whether a proof of its own takes the place of a form's token. */
  static boolean isOf(Call call, OwnProof proof) {
    return call.changes() && anyVariable(call.pattern()).equals(anyVariable(proof.path()));
  }

  private static String anyVariable(String pattern) {
    return pattern.replaceAll("\\{[^}]*}", "*");
  }

  /** By path and method; without those of tests and the page of errors. */
  public static List<Call> of(TestServer server) {
    List<Call> calls = new ArrayList<>();
    server
        .bean(AccessRules.class)
        .handlers()
        .forEach(
            (info, handler) -> {
              List<String> methods =
                  info.getMethodsCondition().getMethods().stream().map(Enum::name).toList();
              for (String pattern : info.getPatternValues()) {
                for (String method : methods.isEmpty() ? List.of("GET") : methods) {
                  calls.add(new Call(method, pattern, handler));
                }
              }
            });
    return calls.stream()
        .filter(call -> !call.pattern().equals("/error") && !call.pattern().startsWith("/test/"))
        .sorted(Comparator.comparing(Call::pattern).thenComparing(Call::method))
        .toList();
  }
}
