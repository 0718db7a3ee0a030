package org.snowguard.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.server.TestClient;
import org.snowguard.server.TestServer;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

class AccessTest {

  private final TestServer server = TestServer.shared();

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          PUBLIC,        true,  true,  true,  true,  true,  true
          SIGNED_IN,     false, true,  true,  true,  true,  true
          MAINTAINER,    false, false, true,  true,  true,  false
          TRIAGER,       false, false, false, true,  true,  false
          SECURITY_TEAM, false, false, false, false, true,  false
          OPERATOR,      false, false, false, false, false, true
          """)
  void rolesAddUp(
      AccessLevel level,
      boolean anonymous,
      boolean noRole,
      boolean maintainer,
      boolean triager,
      boolean securityTeam,
      boolean operator) {
    assertThat(level.allows(null)).isEqualTo(anonymous);
    assertThat(level.allows(account())).isEqualTo(noRole);
    assertThat(level.allows(account(Role.MAINTAINER))).isEqualTo(maintainer);
    assertThat(level.allows(account(Role.TRIAGER))).isEqualTo(triager);
    assertThat(level.allows(account(Role.SECURITY_TEAM))).isEqualTo(securityTeam);
    assertThat(level.allows(account(Role.OPERATOR))).isEqualTo(operator);
  }

  @Test
  void handlerThatDoesNotSayWhoMayCallItStopsTheStart() throws NoSuchMethodException {
    HandlerMethod silent = new HandlerMethod(new Silent(), Silent.class.getDeclaredMethod("page"));
    assertThatIllegalStateException()
        .isThrownBy(
            () -> AccessRules.check(Map.of(RequestMappingInfo.paths("/silent").build(), silent)))
        .withMessageContaining("Silent#page")
        .withMessageContaining("@Access");
  }

  /** Every handler, called as everybody: only those whom it names get past the door. */
  @TestFactory
  Stream<DynamicTest> everyHandlerTurnsAwayWhomItDoesNotName() {
    List<DynamicTest> tests = new ArrayList<>();
    server
        .bean(AccessRules.class)
        .handlers()
        .forEach(
            (info, method) -> {
              for (Caller caller : Caller.values()) {
                for (String call : calls(info)) {
                  tests.add(
                      DynamicTest.dynamicTest(
                          call + " as " + caller, () -> check(call, method, caller)));
                }
              }
            });
    assertThat(tests).hasSizeGreaterThan(30);
    return tests.stream();
  }

  private void check(String call, HandlerMethod handler, Caller caller) {
    String verb = call.substring(0, call.indexOf(' '));
    String path = call.substring(call.indexOf(' ') + 1);
    TestClient client = caller.on(server);
    TestClient.Answer answer = client.send(verb, path);
    if (AccessRules.of(handler).value().allows(caller.account())) {
      assertThat(answer.status()).as(answer.body()).isNotIn(401, 403).isLessThan(500);
      assertThat(answer.location()).doesNotStartWith("/sign-in?");
    } else if (caller != Caller.ANONYMOUS) {
      assertThat(answer.status()).isEqualTo(403);
    } else if (verb.equals("GET")) {
      assertThat(answer.status()).isEqualTo(303);
      assertThat(answer.location()).startsWith("/sign-in?next=");
      assertThat(client.get(path + ".json").status()).isEqualTo(401);
    } else {
      assertThat(answer.status()).isEqualTo(401);
    }
  }

  private static List<String> calls(RequestMappingInfo info) {
    List<String> verbs =
        info.getMethodsCondition().getMethods().stream().map(Enum::name).sorted().toList();
    return info.getPatternValues().stream()
        .filter(pattern -> !pattern.equals("/error") && !pattern.startsWith("/test/"))
        .map(pattern -> pattern.replaceAll("\\{[^}]*}", "1"))
        .flatMap(
            path -> (verbs.isEmpty() ? List.of("GET") : verbs).stream().map(v -> v + " " + path))
        .sorted()
        .toList();
  }

  private static CurrentAccount account(Role... roles) {
    return new CurrentAccount(1, "alice", Set.of(roles));
  }

  private static final class Silent {
    @SuppressWarnings("unused") // found by reflection
    void page() {}
  }

  private enum Caller {
    ANONYMOUS,
    NO_ROLE,
    MAINTAINER,
    TRIAGER,
    SECURITY_TEAM,
    OPERATOR;

    Role[] roles() {
      return switch (this) {
        case ANONYMOUS, NO_ROLE -> new Role[0];
        case MAINTAINER -> new Role[] {Role.MAINTAINER};
        case TRIAGER -> new Role[] {Role.TRIAGER};
        case SECURITY_TEAM -> new Role[] {Role.SECURITY_TEAM};
        case OPERATOR -> new Role[] {Role.OPERATOR};
      };
    }

    @Nullable CurrentAccount account() {
      return this == ANONYMOUS ? null : AccessTest.account(roles());
    }

    // Some handlers sign out: every call has a session of its own.
    TestClient on(TestServer server) {
      return this == ANONYMOUS ? server.anonymous() : server.signIn(roles());
    }
  }
}
