package org.snowguard.server.notification.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Feeds are read by a reader that we did not write. */
class ForeignFeedReaderTest {

  private static final UUID IDENTITY = UUID.fromString("6a2f41a3-c54c-4e3b-8f00-1d2e3f405162");
  private static final Instant FIRST = Instant.parse("2026-11-19T12:00:00Z");
  private static final Instant SECOND = Instant.parse("2026-11-20T12:00:00Z");

  private static SyndFeed read(FeedEntry... entries) throws Exception {
    Feed feed = new Feed("/feed/package/xz.atom", "/package/xz", "xz · package", List.of(entries));
    byte[] written = new AtomWriter(IDENTITY, URI.create("https://snowguard.example")).write(feed);
    try (XmlReader reader = new XmlReader(new ByteArrayInputStream(written))) {
      return new SyndFeedInput().build(reader);
    }
  }

  private static FeedEntry entry(String key, String title, String words, Instant at) {
    return new FeedEntry(key, "published", 7, "/issue/NIXPKGS-2026-0001", title, words, at);
  }

  @Test
  void feedAndEntriesAreFound() throws Exception {
    SyndFeed feed =
        read(
            entry("issue/7/closed/1", "closed as fixed", "xz <b>5.6.2</b> & later", SECOND),
            entry("issue/7/published", "published", "xz 5.6.0 is affected", FIRST));
    assertThat(feed.getFeedType()).isEqualTo("atom_1.0");
    assertThat(feed.getTitle()).isEqualTo("xz · package");
    assertThat(feed.getUri()).startsWith("urn:uuid:");
    assertThat(feed.getPublishedDate()).isEqualTo(Date.from(SECOND));
    assertThat(feed.getLinks())
        .extracting(link -> link.getRel() + " " + link.getHref())
        .contains(
            "self https://snowguard.example/feed/package/xz.atom",
            "alternate https://snowguard.example/package/xz");
    assertThat(feed.getEntries())
        .extracting(SyndEntry::getTitle)
        .containsExactly("closed as fixed", "published");
    SyndEntry entry = feed.getEntries().getFirst();
    assertThat(entry.getUri()).startsWith("urn:uuid:").isNotEqualTo(feed.getUri());
    assertThat(entry.getUpdatedDate()).isEqualTo(Date.from(SECOND));
    assertThat(entry.getLink()).isEqualTo("https://snowguard.example/issue/NIXPKGS-2026-0001");
    assertThat(entry.getContents().getFirst().getValue()).isEqualTo("xz <b>5.6.2</b> & later");
    assertThat(entry.getContents().getFirst().getType()).as("not HTML").isEqualTo("text");
  }

  @Test
  void emptyFeedIsReadToo() throws Exception {
    assertThat(read().getEntries()).isEmpty();
  }
}
