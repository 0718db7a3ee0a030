package org.snowguard.server.notification.feed;

import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.notification.SavedSearch;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.NotFound;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.WebRequest;

/** Feeds, for whoever wants them. A reader that has the newest gets no body again. */
@Controller
final class FeedPages {

  private static final MediaType ATOM = MediaType.parseMediaType("application/atom+xml");
  private static final Duration FRESH = Duration.ofMinutes(5);

  private final Feeds feeds;
  private final FeedStore store;
  private final @Nullable URI base;

  FeedPages(Feeds feeds, FeedStore store, @Nullable URI base) {
    this.feeds = feeds;
    this.store = store;
    this.base = base;
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/feed/issues.atom")
  @Nullable ResponseEntity<byte[]> all(WebRequest request) {
    return answer(Optional.of(feeds.all()), "issues", request);
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/feed/package/{name:.+}.atom")
  @Nullable ResponseEntity<byte[]> ofPackage(@PathVariable String name, WebRequest request) {
    return answer(feeds.ofPackage(name), name, request);
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/feed/project/{name:.+}.atom")
  @Nullable ResponseEntity<byte[]> ofProject(@PathVariable String name, WebRequest request) {
    return answer(feeds.ofProject(name), name, request);
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/feed/maintainer/{name:.+}.atom")
  @Nullable ResponseEntity<byte[]> ofMaintainer(@PathVariable String name, WebRequest request) {
    return answer(feeds.ofMaintainer(name), name, request);
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/feed/channel/{name:.+}.atom")
  @Nullable ResponseEntity<byte[]> ofChannel(@PathVariable String name, WebRequest request) {
    return answer(feeds.ofChannel(name), name, request);
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/feed/issue/{name:.+}.atom")
  @Nullable ResponseEntity<byte[]> ofIssue(@PathVariable String name, WebRequest request) {
    return answer(feeds.ofIssue(name), name, request);
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/feed/search.atom")
  @Nullable ResponseEntity<byte[]> ofSearch(
      @RequestParam(required = false) @Nullable String q,
      @RequestParam(required = false) @Nullable String score,
      @RequestParam(required = false) @Nullable String channel,
      @RequestParam(required = false) @Nullable String exploited,
      WebRequest request) {
    SavedSearch search = SavedSearch.of(q, score, channel, exploited);
    return answer(Optional.of(feeds.ofSearch(search)), search.query(), request);
  }

  /** Null: the reader has it, and the status says so already. */
  private @Nullable ResponseEntity<byte[]> answer(
      Optional<Feed> found, String name, WebRequest request) {
    Feed feed =
        found.orElseThrow(
            () ->
                new NotFound(
                    "reading a feed", "\"" + name + "\"", "take the address from its page."));
    byte[] body = new AtomWriter(store.identity(), base).write(feed);
    if (request.checkNotModified(etag(body), feed.updated().toEpochMilli())) {
      return null;
    }
    return ResponseEntity.ok()
        .cacheControl(CacheControl.maxAge(FRESH).cachePublic())
        .contentType(ATOM)
        .body(body);
  }

  private static String etag(byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      return "\"" + HexFormat.of().formatHex(digest, 0, 16) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
