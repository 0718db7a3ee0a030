package org.snowguard.server.notification.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class AtomWriterTest {

  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final UUID IDENTITY = UUID.fromString("6a2f41a3-c54c-4e3b-8f00-1d2e3f405162");
  private static final String HOSTILE =
      "</title><script>alert(1)</script> & \"'\u0000\u0008\uFFFE\uD800 ]]> ü";

  private static Feed feed(FeedEntry... entries) {
    return new Feed("/feed/package/xz.atom", "/package/xz", "xz · package", List.of(entries));
  }

  private static FeedEntry entry(String key, String title, String at) {
    return new FeedEntry(
        key, "published", 7, "/issue/NIXPKGS-2026-0001", title, title, Instant.parse(at));
  }

  private static Element parsed(Feed feed, @Nullable URI base) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    Document document =
        factory
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(new AtomWriter(IDENTITY, base).write(feed)));
    return document.getDocumentElement();
  }

  private static String text(Element in, String name) {
    return element(in, name).getTextContent();
  }

  private static Element element(Element in, String name) {
    NodeList found = in.getElementsByTagNameNS(ATOM, name);
    return (Element) found.item(0);
  }

  @Test
  void feedHasWhatTheStandardDemands() throws Exception {
    Element feed =
        parsed(
            feed(
                entry("issue/7/closed/1", "second", "2026-11-20T12:00:00.123Z"),
                entry("issue/7/published", "first", "2026-11-19T12:00:00Z")),
            URI.create("https://snowguard.example"));
    assertThat(feed.getLocalName()).isEqualTo("feed");
    assertThat(feed.getNamespaceURI()).isEqualTo(ATOM);
    assertThat(text(feed, "id")).startsWith("urn:uuid:");
    assertThat(text(feed, "updated")).isEqualTo("2026-11-20T12:00:00Z");
    assertThat(text(element(feed, "author"), "name")).isEqualTo("Snowguard");
    assertThat(element(feed, "link").getAttribute("rel")).isEqualTo("self");
    assertThat(element(feed, "link").getAttribute("href"))
        .isEqualTo("https://snowguard.example/feed/package/xz.atom");
    Element entry = element(feed, "entry");
    assertThat(text(entry, "id")).startsWith("urn:uuid:").isNotEqualTo(text(feed, "id"));
    assertThat(text(entry, "title")).isEqualTo("second");
    assertThat(text(entry, "updated")).isEqualTo("2026-11-20T12:00:00Z");
    assertThat(element(entry, "link").getAttribute("href"))
        .isEqualTo("https://snowguard.example/issue/NIXPKGS-2026-0001");
  }

  @Test
  void idsStayWhenTheServerMovesAndDifferByServer() {
    Feed feed = feed(entry("issue/7/published", "first", "2026-11-19T12:00:00Z"));
    String here = written(IDENTITY, "https://here.example", feed);
    String there = written(IDENTITY, "https://there.example", feed);
    String other =
        written(
            UUID.fromString("00000000-0000-4000-8000-000000000000"), "https://here.example", feed);
    assertThat(ids(here)).hasSize(2).isEqualTo(ids(there)).doesNotContainAnyElementsOf(ids(other));
  }

  @Test
  void hostileTextIsTextAlone() throws Exception {
    Element feed = parsed(feed(entry("key", HOSTILE, "2026-11-19T12:00:00Z")), null);
    String expected = "</title><script>alert(1)</script> & \"' ]]> ü";
    assertThat(text(element(feed, "entry"), "title")).isEqualTo(expected);
    assertThat(text(element(feed, "entry"), "content")).isEqualTo(expected);
    assertThat(element(element(feed, "entry"), "content").getAttribute("type")).isEqualTo("text");
  }

  @Test
  void emptyFeedIsValidToo() throws Exception {
    Element feed = parsed(feed(), null);
    assertThat(text(feed, "updated")).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(element(feed, "link").getAttribute("href")).isEqualTo("/feed/package/xz.atom");
  }

  private static String written(UUID identity, String base, Feed feed) {
    return new String(new AtomWriter(identity, URI.create(base)).write(feed), UTF_8);
  }

  private static List<String> ids(String xml) {
    return java.util.regex.Pattern.compile("<id>([^<]+)</id>")
        .matcher(xml)
        .results()
        .map(found -> found.group(1))
        .toList();
  }
}
