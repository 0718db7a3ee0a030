package org.snowguard.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.snowguard.server.TestClient;
import org.snowguard.server.TestClient.Answer;
import org.snowguard.server.TestServer;
import org.snowguard.server.web.Handlers.Call;

/** What other sites can make a browser send: nothing changes by it, and nobody is led away. */
class ForgedRequestsTest {

  private static final String ELSEWHERE = "https://evil.example/";

  /** By whatever name a page may take where to go next. */
  private static final List<String> NEXT =
      List.of("next", "back", "return", "returnTo", "url", "redirect", "to", "from", "path");

  private final TestServer server = TestServer.shared();

  private static Role[] everything() {
    return new Role[] {Role.SECURITY_TEAM, Role.OPERATOR};
  }

  private static boolean isProven(Call call, List<OwnProof> proofs) {
    return proofs.stream().anyMatch(proof -> Handlers.isOf(call, proof));
  }

  @TestFactory
  Stream<DynamicTest> noHandlerChangesAnythingWithoutTheFormsToken() {
    TestClient person = server.signIn(everything());
    List<OwnProof> proofs = List.copyOf(server.beans(OwnProof.class));
    List<Call> changing = Handlers.of(server).stream().filter(Call::changes).toList();
    assertThat(changing).hasSizeGreaterThan(30);
    return changing.stream()
        .map(
            call ->
                DynamicTest.dynamicTest(
                    call.toString(),
                    () -> {
                      Answer answer = person.sendWithoutToken(call.method(), call.path());
                      if (isProven(call, proofs)) {
                        assertThat(answer.status()).as("it asks for a proof").isBetween(400, 499);
                      } else {
                        assertThat(answer.status()).isEqualTo(403);
                        assertThat(answer.body()).contains("The form has expired");
                      }
                    }));
  }

  @Test
  void whatProvesItselfIsAHandler() {
    List<Call> calls = Handlers.of(server);
    for (OwnProof proof : server.beans(OwnProof.class)) {
      assertThat(calls).as(proof.path()).anyMatch(call -> isProven(call, List.of(proof)));
    }
  }

  @TestFactory
  Stream<DynamicTest> noHandlerLeadsElsewhere() {
    return Handlers.of(server).stream()
        .filter(call -> !call.pattern().equals("/sign-in/github"))
        .map(
            call ->
                DynamicTest.dynamicTest(
                    call.toString(),
                    () -> {
                      // Some handlers sign out: every call has a session of its own.
                      TestClient person = server.signIn(everything());
                      assertThat(locationOf(person, call))
                          .satisfiesAnyOf(
                              location -> assertThat(location).isEmpty(),
                              location -> assertThat(location).matches("/(?![/\\\\]).*"));
                    }));
  }

  private static String locationOf(TestClient person, Call call) {
    Map<String, String> fields = new LinkedHashMap<>();
    NEXT.forEach(name -> fields.put(name, ELSEWHERE));
    if (call.changes()) {
      return person.submit(call.path(), fields).location();
    }
    String query = String.join("&", NEXT.stream().map(name -> name + "=" + ELSEWHERE).toList());
    Answer answer =
        person.get(
            call.path() + "?" + query,
            Map.of("Referer", ELSEWHERE, "X-Forwarded-Host", "evil.example"));
    return answer.location();
  }
}
