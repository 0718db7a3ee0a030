package org.snowguard.server.publication.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import org.snowguard.server.publication.PublicStatus;
import org.snowguard.server.publication.Published;
import org.snowguard.server.publication.PublishedItem;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Page;
import org.snowguard.server.web.Reply;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.RawValue;

/** Published issues, their statements and where their packages stand. */
@Controller
final class IssuesApi {

  private final Published published;
  private final JsonMapper json;

  IssuesApi(Published published, JsonMapper json) {
    this.published = published;
    this.json = json;
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/api/v1/issues")
  ResponseEntity<byte[]> issues(
      @RequestParam(required = false) @Nullable String changedSince,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    Page<PublishedItem> page =
        published.changedSince(
            PublishedItem.ISSUE, Listing.moment(changedSince), after, Listing.limit(limit));
    return ok(json.writeValueAsBytes(page.map(item -> new RawValue(item.body().strip()))));
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/api/v1/issues/{id}")
  ResponseEntity<byte[]> issue(@PathVariable String id) {
    return body(PublishedItem.ISSUE, id);
  }

  /** The issue as a record of the OSV format. */
  @Access(AccessLevel.PUBLIC)
  @GetMapping("/api/v1/issues/{id}/osv")
  ResponseEntity<byte[]> osv(@PathVariable String id) {
    return body(PublishedItem.OSV, id);
  }

  /** What people state of a channel, as OpenVEX. */
  @Access(AccessLevel.PUBLIC)
  @GetMapping("/api/v1/channels/{name}/openvex")
  ResponseEntity<byte[]> openVex(@PathVariable String name) {
    return body(PublishedItem.OPENVEX, name);
  }

  /** What the machine alone says of the packages of issues, as OpenVEX. */
  @Access(AccessLevel.PUBLIC)
  @GetMapping("/api/v1/channels/{name}/openvex/automatic-not-reviewed")
  ResponseEntity<byte[]> automatic(@PathVariable String name) {
    return body(PublishedItem.AUTOMATIC, name);
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/api/v1/status")
  Reply status(
      @RequestParam(required = false) @Nullable String changedSince,
      @RequestParam(required = false) @Nullable String channel,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    Page<PublicStatus> page =
        published.statusesChangedSince(
            Listing.moment(changedSince), channel, after, Listing.limit(limit));
    return Reply.json(page);
  }

  private ResponseEntity<byte[]> body(String kind, String key) {
    PublishedItem item =
        published
            .find(kind, key)
            .orElseThrow(
                () ->
                    new NotFound(
                        "reading what is public",
                        kind + " \"" + key + "\"",
                        "see the lists at /api/v1/issues and /api/v1/channels; a channel of which"
                            + " nothing is stated has no document."));
    return ok(item.body().getBytes(UTF_8));
  }

  private static ResponseEntity<byte[]> ok(byte[] body) {
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(body);
  }
}
