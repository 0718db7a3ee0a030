package org.snowguard.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import gg.jte.output.StringOutput;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.server.TestClient;
import org.snowguard.server.TestServer;

class ConventionsTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          2026-11-20T11:59:31Z, just now
          2026-11-20T12:00:02Z, just now
          2026-11-20T12:00:40Z, in less than a minute
          2026-11-20T11:59:00Z, 1 minute ago
          2026-11-20T09:00:00Z, 3 hours ago
          2026-11-19T12:00:00Z, 1 day ago
          2026-09-22T12:00:00Z, 59 days ago
          2026-08-20T12:00:00Z, 3 months ago
          2024-11-20T12:00:00Z, 2 years ago
          2026-11-22T12:00:00Z, in 2 days
          """)
  void timesReadAsPeopleSayThem(Instant then, String words) {
    assertThat(RelativeTime.of(then, Instant.parse("2026-11-20T12:00:00Z"))).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          2026-11-20T11:59:31Z, now
          2026-11-20T12:00:00Z, now
          2026-11-20T12:00:02Z, in less than a minute
          2026-11-20T12:00:59Z, in less than a minute
          2026-11-20T12:02:00Z, in 2 minutes
          """)
  void whatIsToComeIsNeverCalledDone(Instant then, String words) {
    assertThat(RelativeTime.due(then, Instant.parse("2026-11-20T12:00:00Z"))).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a < b & "c"                       | a &lt; b &amp; &quot;c&quot;
          <script>alert(1)</script>         | &lt;script&gt;alert(1)&lt;/script&gt;
          javascript:alert(1)               | javascript:alert(1)
          see https://a.example/x?y=1&z=2.  | see <a rel="nofollow noopener noreferrer" href="https://a.example/x?y=1&amp;z=2">https://a.example/x?y=1&amp;z=2</a>.
          (https://a.example/b)             | (<a rel="nofollow noopener noreferrer" href="https://a.example/b">https://a.example/b</a>)
          https://a.example/C_(x)           | <a rel="nofollow noopener noreferrer" href="https://a.example/C_(x)">https://a.example/C_(x)</a>
          https://a.example/"onclick=x      | <a rel="nofollow noopener noreferrer" href="https://a.example/">https://a.example/</a>&quot;onclick=x
          """)
  void textOfOthersIsEscapedAndItsAddressesAreLinks(String text, String html) {
    StringOutput output = new StringOutput();
    PlainText.html(text).writeTo(output);
    assertThat(output.toString()).isEqualTo(html);
  }

  @Test
  void cursorComesBackAsItWent() {
    String text = Cursor.of(7, "a/b c", "").encode();
    Cursor cursor = Cursor.parse(text, 3);
    assertThat(cursor).isEqualTo(new Cursor(List.of("7", "a/b c", "")));
    assertThat(Cursor.parse(null, 3)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%%%", "YQ", "not a cursor"})
  void malformedCursorIsBadInput(String text) {
    assertThatExceptionOfType(BadInput.class).isThrownBy(() -> Cursor.parse(text, 2));
  }

  @Test
  void pageHasANextOnlyIfThereIsMore() {
    assertThat(Page.of(List.of(1, 2), 2, 2, Cursor::of).next()).isNull();
    Page<Integer> first = Page.of(List.of(1, 2, 3), 2, 9, Cursor::of);
    assertThat(first.items()).containsExactly(1, 2);
    assertThat(first.next()).isEqualTo(Cursor.of(2).encode());
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          openssl_3,            openssl_3
          haskellPackages.json, haskellPackages%2Ejson
          a/b?c#d e,            a%2Fb%3Fc%23d%20e
          """)
  void segmentIsEscaped(String name, String escaped) {
    assertThat(LocalPath.segment(name)).isEqualTo(escaped);
  }

  @Test
  void samePathServesHtmlAndJson() {
    TestClient client = TestServer.shared().signIn(Role.TRIAGER);
    assertThat(client.get("/me").body()).startsWith("<!doctype html>").contains("triager");
    for (TestClient.Answer answer :
        List.of(client.get("/me.json"), client.get("/me", Map.of("Accept", "application/json")))) {
      assertThat(answer.headers()).containsEntry("content-type", "application/json");
      assertThat(answer.body()).startsWith("{\"number\":").contains("\"roles\":[\"triager\"]");
    }
  }

  @Test
  void missingPageIsSaidInTheCallersForm() {
    TestClient client = TestServer.shared().anonymous();
    assertThat(client.get("/nowhere").status()).isEqualTo(404);
    assertThat(client.get("/nowhere").body()).contains("<h1>Not found</h1>").contains("/nowhere");
    assertThat(client.get("/nowhere.json").body())
        .contains("\"category\":\"not_found\"")
        .contains("\"advice\":\"");
    assertThat(client.get("/nowhere", Map.of("HX-Request", "true")).headers())
        .containsEntry("hx-retarget", "#notices");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          not-found, 404, not_found,          look elsewhere.
          conflict,  409, conflict,           load it again.
          bad-input, 400, bad_input,          write better.
          source,    503, source_unavailable, wait.
          """)
  void failureHasItsStatusCategoryAndAdvice(
      String failure, int status, String category, String advice) {
    TestClient client = TestServer.shared().anonymous();
    TestClient.Answer html = client.get("/test/" + failure);
    assertThat(html.status()).isEqualTo(status);
    assertThat(html.body()).contains("While testing").contains(advice).doesNotContain("<b>");
    TestClient.Answer json = client.get("/test/" + failure + ".json");
    assertThat(json.status()).isEqualTo(status);
    assertThat(json.body()).contains("\"category\":\"" + category + "\"").contains(advice);
  }

  @Test
  void unexpectedFailureGivesAnIdAndNothingOfTheInside() {
    TestClient client = TestServer.shared().anonymous();
    for (String path : List.of("/test/unexpected", "/test/unexpected.json")) {
      TestClient.Answer answer = client.get(path);
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.body())
          .containsPattern("with the id [0-9a-f]{8}")
          .doesNotContain("secret")
          .doesNotContain("Exception");
      assertThat(answer.headers()).containsKey("content-security-policy");
    }
  }

  @Test
  void formWithoutItsFieldSaysWhichOne() {
    TestClient client = TestServer.shared().anonymous();
    TestClient.Answer answer = client.submit("/sign-in", Map.of());
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("token").contains("fill it in");
  }

  @Test
  void staticFilesAreKeptForEverUnderTheirDigest() {
    TestClient client = TestServer.shared().anonymous();
    Matcher address =
        Pattern.compile("/static/snowguard-[0-9a-f]{12}\\.css")
            .matcher(client.get("/sign-in").body());
    assertThat(address.find()).isTrue();
    TestClient.Answer answer = client.get(address.group());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().getOrDefault("cache-control", ""))
        .contains("max-age=31536000")
        .contains("immutable");
    String tag = answer.headers().getOrDefault("etag", "");
    assertThat(client.get(address.group(), Map.of("If-None-Match", tag)).status()).isEqualTo(304);
    assertThat(client.get("/static/snowguard-000000000000.css").status()).isEqualTo(404);
    assertThat(client.get("/static/snowguard.css").status()).isEqualTo(404);
  }

  @Test
  void pagesRunNothingButOurOwnFiles() {
    TestClient.Answer answer = TestServer.shared().anonymous().get("/sign-in");
    assertThat(answer.headers().getOrDefault("content-security-policy", ""))
        .contains("default-src 'none'")
        .contains("script-src 'self'")
        .doesNotContain("unsafe");
    assertThat(answer.headers()).containsEntry("x-content-type-options", "nosniff");
    assertThat(answer.body()).doesNotContainPattern("<script>|<style| style=| onclick=");
  }

  @Test
  void themeIsRememberedWithoutJavaScript() {
    TestClient client = TestServer.shared().signIn();
    assertThat(client.get("/me").body()).doesNotContain("data-theme");
    client.submit("/theme", Map.of("theme", "dark", "next", "/me"));
    assertThat(client.get("/me").body()).contains("data-theme=\"dark\"");
  }
}
