package org.snowguard.server.github.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snowguard.server.TestClock;
import org.snowguard.server.TestDatabase;

class LimitsTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final TestClock clock = TestClock.at("2026-03-01T00:00:00Z");
  private final Limits limits = new Limits(database.jdbi(), database.transactions(), clock);

  @BeforeEach
  void nothingIsSaid() {
    database.jdbi().useHandle(handle -> handle.execute("truncate github_limit, github_write"));
  }

  private static Answered refusal() {
    return new Answered(429, Map.of());
  }

  private Instant afterMinutes(int minutes) {
    return clock.instant().plus(Duration.ofMinutes(minutes));
  }

  @Test
  void refusalsOfWritingGrowWhileQuestionsAreAnswered() {
    for (int minutes : new int[] {1, 2, 4}) {
      assertThat(limits.heard(refusal(), true)).isEqualTo(afterMinutes(minutes));
      clock.advance(Duration.ofMinutes(minutes));
      assertThat(limits.heard(new Answered(200, Map.of()), false)).isNull();
    }
    limits.heard(new Answered(201, Map.of()), true);
    assertThat(limits.heard(refusal(), true)).as("it went well").isEqualTo(afterMinutes(1));
  }

  @Test
  void refusalLongAgoIsForgotten() {
    limits.heard(refusal(), false);
    clock.advance(Duration.ofHours(2));
    limits.heard(new Answered(200, Map.of()), false);
    assertThat(limits.heard(refusal(), false)).isEqualTo(afterMinutes(1));
  }

  @Test
  void shorterRefusalAndLaterAnswerLeaveTheLongestTimeToBeLeftAlone() {
    LimitStore store = new LimitStore(database.jdbi());
    Instant until = afterMinutes(30);
    store.hear(new LimitStore.Heard(null, null, null, until, false), clock.instant());
    // Another node asked before that, and hears now.
    store.hear(new LimitStore.Heard(5000, 4000, afterMinutes(60), null, true), clock.instant());
    limits.heard(refusal(), false);
    limits.heard(new Answered(500, Map.of()), true);
    assertThat(limits.waitToAsk()).contains(until);
    assertThat(store.said().remaining()).isEqualTo(4000);
  }

  private record Answered(int statusCode, Map<String, String> told)
      implements HttpResponse<byte[]> {

    @Override
    public HttpHeaders headers() {
      return HttpHeaders.of(
          told.entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, one -> List.of(one.getValue()))),
          (name, value) -> true);
    }

    @Override
    public byte[] body() {
      return new byte[0];
    }

    @Override
    public HttpRequest request() {
      return HttpRequest.newBuilder(uri()).build();
    }

    @Override
    public Optional<HttpResponse<byte[]>> previousResponse() {
      return Optional.empty();
    }

    @Override
    public Optional<SSLSession> sslSession() {
      return Optional.empty();
    }

    @Override
    public URI uri() {
      return URI.create("http://github.example/");
    }

    @Override
    public HttpClient.Version version() {
      return HttpClient.Version.HTTP_1_1;
    }
  }
}
