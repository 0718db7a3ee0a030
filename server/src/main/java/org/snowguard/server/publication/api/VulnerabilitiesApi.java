package org.snowguard.server.publication.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.publication.Published;
import org.snowguard.server.publication.api.CatalogueStore.FlawPlace;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.vulnerability.Vulnerability;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.Cursor;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Page;
import org.snowguard.server.web.Reply;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Vulnerabilities, whether or not they concern nixpkgs. */
@Controller
final class VulnerabilitiesApi {

  private final Vulnerabilities vulnerabilities;
  private final Published published;
  private final CatalogueStore store;

  VulnerabilitiesApi(Vulnerabilities vulnerabilities, Published published, CatalogueStore store) {
    this.vulnerabilities = vulnerabilities;
    this.published = published;
    this.store = store;
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/api/v1/vulnerabilities")
  Reply list(
      @RequestParam(required = false) @Nullable String changedSince,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = Listing.DEFAULT_LIMIT) int limit) {
    Instant since = Listing.moment(changedSince);
    int size = Listing.limit(limit);
    Cursor cursor = Cursor.parse(after, 2);
    List<FlawPlace> places =
        store.flaws(
            since,
            cursor == null ? null : cursor.moment(0),
            cursor == null ? 0 : cursor.number(1),
            size + 1);
    Page<FlawPlace> page =
        Page.of(
            places,
            size,
            store.countFlaws(since),
            place -> Cursor.of(place.changedAt(), place.id()));
    Map<Long, Vulnerability> found =
        vulnerabilities.byIds(page.items().stream().map(FlawPlace::id).toList());
    return Reply.json(
        page.map(
            place ->
                FlawForm.of(Objects.requireNonNull(found.get(place.id())), place.changedAt())));
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/api/v1/vulnerabilities/{id}")
  Reply show(@PathVariable String id) {
    Vulnerability found =
        vulnerabilities
            .find(id)
            .or(() -> vulnerabilities.find(id.strip().toUpperCase(Locale.ROOT)))
            .orElseThrow(
                () ->
                    new NotFound(
                        "reading a vulnerability",
                        "id \"" + id + "\"",
                        "check the id, or wait: a new record arrives with the next import."));
    return Reply.json(
        new FlawForm.Whole(
            FlawForm.of(found, store.changedAt(found.id())),
            vulnerabilities.aliases(found.id()),
            store.isMatched(found.id()),
            LinkForms.of(store.linksOfFlaw(found.id()), store),
            published.statusesOfVulnerability(found.publicId())));
  }
}
