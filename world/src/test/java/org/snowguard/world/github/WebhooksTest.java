package org.snowguard.world.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.snowguard.world.github.Webhooks.Delivery;

class WebhooksTest {

  private record Received(String id, String event, String signature, byte[] body) {}

  private final FakeGitHub gitHub = FakeGitHub.open(new TestClock());
  private final List<Received> received = new ArrayList<>();
  private final User alice = gitHub.people().add("alice");
  private HttpServer target;

  @BeforeEach
  void listen() throws IOException {
    target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    target.createContext(
        "/",
        exchange -> {
          received.add(
              new Received(
                  header(exchange, "X-GitHub-Delivery"),
                  header(exchange, "X-GitHub-Event"),
                  header(exchange, "X-Hub-Signature-256"),
                  exchange.getRequestBody().readAllBytes()));
          exchange.sendResponseHeaders(202, -1);
          exchange.close();
        });
    target.start();
    gitHub
        .webhooks()
        .to(URI.create("http://localhost:" + target.getAddress().getPort() + "/hook"), "secret");
  }

  private static String header(com.sun.net.httpserver.HttpExchange exchange, String name) {
    return Objects.requireNonNull(exchange.getRequestHeaders().getFirst(name));
  }

  @AfterEach
  void close() {
    target.stop(0);
    gitHub.close();
  }

  private static boolean isSigned(Received one) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("secret".getBytes(UTF_8), "HmacSHA256"));
    return one.signature().equals("sha256=" + HexFormat.of().formatHex(mac.doFinal(one.body())));
  }

  @Test
  void whatHappensIsToldSigned() throws Exception {
    Issue issue = gitHub.nixpkgs().open(alice, "one", "", "bug");
    gitHub.nixpkgs().comment(issue.number(), alice, "hello");
    gitHub.nixpkgs().close(issue.number(), alice, "completed", null);
    gitHub.people().join("security", alice.id());

    assertThat(gitHub.webhooks().deliver()).containsOnly(202);

    assertThat(received)
        .extracting(Received::event)
        .containsExactly("issues", "issues", "issue_comment", "issues", "membership");
    for (Received one : received) {
      assertThat(isSigned(one)).isTrue();
    }
    assertThat(gitHub.webhooks().waiting()).isEmpty();
  }

  @Test
  void messagesAreRepeatedReorderedLostAndForged() throws Exception {
    Issue issue = gitHub.nixpkgs().open(alice, "one", "");
    gitHub.nixpkgs().close(issue.number(), alice, "completed", null);
    gitHub.webhooks().reverse();
    gitHub.webhooks().deliver();
    assertThat(received)
        .extracting(one -> new String(one.body(), UTF_8))
        .satisfiesExactly(
            first -> assertThat(first).contains("\"action\":\"closed\""),
            second -> assertThat(second).contains("\"action\":\"opened\""));

    Delivery first = gitHub.webhooks().delivered().getFirst();
    gitHub.webhooks().send(first);
    assertThat(received.getLast().id()).isEqualTo(received.getFirst().id());
    gitHub.webhooks().sendForged(first);
    assertThat(isSigned(received.getLast())).isFalse();

    gitHub.nixpkgs().reopen(issue.number(), alice);
    assertThat(gitHub.webhooks().lose()).isOne();
    assertThat(gitHub.webhooks().deliver()).isEmpty();
  }

  @Test
  void aServerThatDoesNotAnswerIsNoError() {
    target.stop(0);
    gitHub.nixpkgs().open(alice, "one", "");
    assertThat(gitHub.webhooks().deliver()).containsExactly(0);
  }
}
