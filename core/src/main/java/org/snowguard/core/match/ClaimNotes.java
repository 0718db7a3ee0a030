package org.snowguard.core.match;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.AssertedCpe;
import org.snowguard.core.project.RepositoryKey;
import org.snowguard.core.record.VulnerabilityRecord;

/**
 * What is read of one record, while it is read: every claim at the first place where it stands, in
 * the record's order.
 */
final class ClaimNotes {
  final Set<Mention> mentions = new LinkedHashSet<>();
  final Map<RepositoryKey, String> stated = new LinkedHashMap<>();
  final Map<RepositoryKey, String> implied = new LinkedHashMap<>();
  final Map<RepositoryKey, String> referenced = new LinkedHashMap<>();
  final Map<RepositoryKey, String> flawPages = new LinkedHashMap<>();
  final Map<String, String> sites = new LinkedHashMap<>();
  final Map<AssertedCpe, String> cpes = new LinkedHashMap<>();
  final Map<String, String> purls = new LinkedHashMap<>();
  final Map<String, String> registries = new LinkedHashMap<>();
  final Map<String, String> objections = new LinkedHashMap<>();

  private final GenericWords generic;
  private final NameWords nameWords;

  ClaimNotes(GenericWords generic, NameWords nameWords) {
    this.generic = generic;
    this.nameWords = nameWords;
  }

  /**
   * All that was noted, with what is read of the record as a whole.
   *
   * @param all mentions, those of prose included
   */
  RecordClaims claims(
      VulnerabilityRecord record,
      List<EntryIdentity> identities,
      List<Mention> all,
      Map<String, String> hosts) {
    Set<String> words = Words.of(record.title() == null ? "" : record.title());
    Words.add(record.description(), words);
    sites.keySet().forEach(site -> Words.add(site, words));
    List<String> ids = new ArrayList<>(1 + record.aliases().size());
    ids.add(record.id());
    ids.addAll(record.aliases());
    return new RecordClaims(
        identities,
        all,
        stated,
        implied,
        referenced,
        flawPages,
        RecordClaims.Place.of(stated, referenced),
        sites,
        cpes,
        purls,
        hosts,
        registries,
        words,
        objections,
        ids,
        mentions.stream().noneMatch(Mention::isOfField));
  }

  /**
   * A product's name, its vendor and both together, with what is left of the name without kinds.
   */
  void mentionProduct(
      Mention.Source source,
      String name,
      String pointer,
      @Nullable VendorName vendor,
      String vendorPointer) {
    if (generic.contains(NameKeys.squash(name))) {
      if (vendor != null) {
        mention(Mention.Source.JOINED, vendor.text() + " " + name, pointer, vendor);
        mention(Mention.Source.VENDOR, vendor.text(), vendorPointer, vendor);
      }
      return;
    }
    mention(source, name, pointer, vendor);
    if (vendor != null) {
      mention(Mention.Source.JOINED, vendor.text() + " " + name, pointer, vendor);
    }
    for (String reduced : nameWords.reduced(vendor == null ? null : vendor.text(), name)) {
      mentionReduced(reduced, name, pointer, vendor);
    }
  }

  /** The repository that vendor and product would make on a forge. */
  void imply(String vendor, String product, String pointer) {
    RepositoryKey key = RepositoryKey.of("https://github.com/" + vendor + "/" + product);
    if (key != null) {
      implied.putIfAbsent(key, pointer);
    }
  }

  /** A repository that the record names as the software's own. */
  void state(@Nullable String url, String pointer) {
    if (url == null) {
      return;
    }
    RepositoryKey key = RepositoryKey.of(url.replace("git://git@", "https://"));
    if (key != null) {
      stated.putIfAbsent(key, pointer);
    }
  }

  void mention(Mention.Source source, String name, String pointer, @Nullable VendorName vendor) {
    String key = NameKeys.squash(name);
    if (!key.isEmpty()) {
      mentions.add(new Mention(source, key, name, pointer, vendor));
    }
  }

  /** What is left of a name that was shortened. */
  void mentionReduced(String key, String name, String pointer, @Nullable VendorName vendor) {
    mentions.add(new Mention(Mention.Source.REDUCED, key, name, pointer, vendor));
  }
}
