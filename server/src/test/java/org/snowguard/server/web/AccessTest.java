package org.snowguard.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.server.TestClient;
import org.snowguard.server.TestServer;
import org.snowguard.server.web.AccessTable.Caller;
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

  @Test
  void documentSaysWhatHandlersDeclare() throws IOException {
    List<String> declared = AccessTable.declared(server);
    if (Boolean.getBoolean("snowguard.write")) {
      AccessTable.write(declared);
    }
    List<String> written = AccessTable.written();
    List<String> in = declared.stream().filter(line -> !written.contains(line)).toList();
    List<String> out = written.stream().filter(line -> !declared.contains(line)).toList();
    assertThat(in.isEmpty() && out.isEmpty())
        .as(
            "docs/access.md does not say what handlers declare. ./dev access mends it.%nPut"
                + " in:%n%s%nTake out:%n%s",
            String.join("\n", in), String.join("\n", out))
        .isTrue();
    assertThat(written).as("in this order").isEqualTo(declared);
  }

  /** Every handler, called as everybody: only those whom the document names get past the door. */
  @TestFactory
  Stream<DynamicTest> everyHandlerTurnsAwayWhomTheDocumentDoesNotName() throws IOException {
    Map<String, Set<Caller>> rights = AccessTable.rights();
    List<DynamicTest> tests = new ArrayList<>();
    for (Handlers.Call call : Handlers.of(server)) {
      // One that the document lacks is the other test's matter.
      Set<Caller> allowed = rights.get(call.toString());
      if (allowed != null) {
        for (Caller caller : Caller.values()) {
          tests.add(
              DynamicTest.dynamicTest(
                  call + " as " + caller, () -> check(call, allowed.contains(caller), caller)));
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(300);
    return tests.stream();
  }

  private void check(Handlers.Call call, boolean isAllowed, Caller caller) {
    // Some handlers sign out: every call has a session of its own.
    TestClient client =
        caller == Caller.ANYONE ? server.anonymous() : server.signIn(caller.roles());
    TestClient.Answer answer = client.send(call.method(), call.path());
    boolean isProven =
        server.beans(OwnProof.class).stream().anyMatch(proof -> Handlers.isOf(call, proof));
    if (isProven) {
      assertThat(answer.status()).as("it asks for a proof").isBetween(400, 499);
    } else if (isAllowed) {
      assertThat(answer.status()).as(answer.body()).isNotIn(401, 403).isLessThan(500);
      assertThat(answer.location()).doesNotStartWith("/sign-in?");
    } else if (caller != Caller.ANYONE) {
      assertThat(answer.status()).isEqualTo(403);
    } else if (call.method().equals("GET")) {
      assertThat(answer.status()).isEqualTo(303);
      assertThat(answer.location()).startsWith("/sign-in?next=");
      assertThat(client.get(call.path() + ".json").status()).isEqualTo(401);
    } else {
      assertThat(answer.status()).isEqualTo(401);
    }
  }

  private static CurrentAccount account(Role... roles) {
    return new CurrentAccount(1, "alice", Set.of(roles));
  }

  private static final class Silent {
    @SuppressWarnings("unused") // found by reflection
    void page() {}
  }
}
