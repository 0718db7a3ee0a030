package org.snowguard.core.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.AssertedCpe;
import org.snowguard.core.project.Ecosystem;
import org.snowguard.core.project.RepositoryKey;

/** Weighs what a record claims against what is known of one project. */
final class EvidenceRules {
  private static final int SHORT_NAME = 3;

  /** A shared word that so many records use says little. */
  private static final int COMMON_WORD = 400;

  private static final Set<String> FORGES =
      Set.of("github.com", "gitlab.com", "codeberg.org", "bitbucket.org");

  private static final List<String> CONFIRMATIONS =
      List.of(
          "repository_stated",
          "repository_implied",
          "repository_referenced",
          "cpe_asserted",
          "site_referenced",
          "purl",
          "registry_supported",
          "vendor_supported");

  private final Weights weights;
  private final CorpusFacts corpus;

  EvidenceRules(Weights weights, CorpusFacts corpus) {
    this.weights = weights;
    this.corpus = corpus;
  }

  /** Adds to the candidate all evidence that its names, places and kind give. */
  void weigh(Candidate candidate, RecordClaims claims) {
    add(candidate, "prior", "before any evidence", "");
    List<Mention> mentions = mentionsOf(candidate, claims);
    weighRepositories(candidate, claims);
    Mention best = weighName(candidate, mentions, claims.nameless());
    weighSites(candidate, claims);
    weighCpes(candidate, claims, best);
    if (best != null) {
      weighVendor(candidate, mentions, best);
    }
    weighPurls(candidate, claims);
    weighEcosystem(candidate, claims);
    if (best != null) {
      if (!isConfirmed(candidate)) {
        weighAmbiguity(candidate, best);
      }
      weighSpelling(candidate, best);
    }
    weighDescription(candidate, claims, best);
    claims
        .objections()
        .forEach((kind, pointer) -> add(candidate, kind, kind.replace('_', ' '), pointer));
    for (String id : claims.ids()) {
      String where = candidate.profile().flaws().get(id);
      if (where != null) {
        add(candidate, "named_in_package", where + " names " + id, "");
      }
    }
  }

  private List<Mention> mentionsOf(Candidate candidate, RecordClaims claims) {
    List<Mention> own = new ArrayList<>();
    for (Mention mention : claims.mentions()) {
      if (candidate.profile().names().containsKey(mention.key())) {
        own.add(mention);
        candidate.claim(mention.key());
      }
    }
    return own;
  }

  /** The best name in a field and the best in the prose count apart; returns the better one. */
  private @Nullable Mention weighName(
      Candidate candidate, List<Mention> mentions, boolean nameless) {
    Mention field = best(candidate, mentions, false);
    Mention prose = best(candidate, mentions, true);
    if (field != null) {
      add(candidate, field.source().kind(), field.text(), field.pointer());
    }
    if (prose != null) {
      add(candidate, prose.source().kind(), prose.text(), prose.pointer());
    }
    if (field == null && prose != null && !nameless) {
      add(candidate, "besides_product", prose.text(), prose.pointer());
    }
    Mention best =
        field == null
                || (prose != null
                    && kindOf(candidate, prose.key()) == null
                    && kindOf(candidate, field.key()) != null)
            ? prose
            : field;
    if (best == null) {
      add(candidate, "no_name", "no name of it in the record", "");
      return null;
    }
    String kind = kindOf(candidate, best.key());
    if (kind != null) {
      add(candidate, kind, best.key(), "");
    }
    return best;
  }

  private @Nullable Mention best(Candidate candidate, List<Mention> mentions, boolean ofProse) {
    return mentions.stream()
        .filter(one -> one.source().isProse() == ofProse)
        .max(
            Comparator.comparingDouble((Mention one) -> nameWeight(candidate, one))
                .thenComparing(Mention::source, Comparator.reverseOrder()))
        .orElse(null);
  }

  private double nameWeight(Candidate candidate, Mention mention) {
    String kind = kindOf(candidate, mention.key());
    return weights.of(mention.source().kind()) + (kind == null ? 0 : weights.of(kind));
  }

  /** The kind of evidence that a lesser name is, or null for the project's own name. */
  private static @Nullable String kindOf(Candidate candidate, String key) {
    ProjectProfile.NameKind kind =
        Objects.requireNonNull(
            candidate.profile().names().get(key), "a mention is of one of its names");
    return switch (kind) {
      case OWN -> null;
      case ATTRIBUTE -> "name_of_attribute";
      case REPOSITORY -> isFromRepository(candidate) ? "name_of_source" : "name_of_repository";
      case PROGRAM -> "name_of_program";
      case WITHOUT_KIND -> "name_without_kind";
    };
  }

  private static boolean isFromRepository(Candidate candidate) {
    return candidate.has("repository_stated")
        || candidate.has("repository_implied")
        || candidate.has("repository_referenced");
  }

  private void weighRepositories(Candidate candidate, RecordClaims claims) {
    ProjectProfile profile = candidate.profile();
    RepositoryKey stated = firstOf(profile, claims.stated());
    RepositoryKey implied = stated == null ? firstOf(profile, claims.implied()) : null;
    RepositoryKey referenced = firstOf(profile, claims.referenced());
    if (stated != null) {
      add(candidate, "repository_stated", stated.toString(), pointer(claims.stated(), stated));
      candidate.claim(stated.toString());
    }
    if (implied != null) {
      add(candidate, "repository_implied", implied.toString(), pointer(claims.implied(), implied));
      candidate.claim(implied.toString());
    }
    if (referenced != null) {
      add(
          candidate,
          "repository_referenced",
          referenced.toString(),
          pointer(claims.referenced(), referenced));
      candidate.claim(referenced.toString());
    }
    if (stated != null || implied != null || referenced != null) {
      return;
    }
    RepositoryKey owned = ofSameOwner(profile, claims);
    if (owned != null) {
      add(
          candidate,
          "owner_referenced",
          owned.toString(),
          claims.stated().getOrDefault(owned, claims.referenced().getOrDefault(owned, "")));
      return;
    }
    RepositoryKey other = namesake(profile, claims);
    if (other != null) {
      add(
          candidate,
          "repository_differs",
          other.toString(),
          claims.stated().getOrDefault(other, claims.referenced().getOrDefault(other, "")));
    }
  }

  private static @Nullable RepositoryKey firstOf(
      ProjectProfile profile, Map<RepositoryKey, String> keys) {
    return keys.keySet().stream().filter(profile.repositories()::contains).findFirst().orElse(null);
  }

  private static String pointer(Map<RepositoryKey, String> keys, RepositoryKey key) {
    return keys.getOrDefault(key, "");
  }

  private static @Nullable RepositoryKey ofSameOwner(ProjectProfile profile, RecordClaims claims) {
    Set<String> owners = new java.util.HashSet<>();
    for (RepositoryKey own : profile.repositories()) {
      if (!own.owner().isEmpty()) {
        owners.add(own.host() + "/" + own.owner());
      }
    }
    return allKeys(claims).stream()
        .filter(key -> owners.contains(key.host() + "/" + key.owner()))
        .findFirst()
        .orElse(null);
  }

  /** A repository of the same name on a forge, where this project's own is known to be another. */
  private static @Nullable RepositoryKey namesake(ProjectProfile profile, RecordClaims claims) {
    if (profile.sources().stream().noneMatch(own -> FORGES.contains(own.host()))) {
      return null;
    }
    return allKeys(claims).stream()
        .filter(key -> FORGES.contains(key.host()))
        .filter(key -> profile.names().containsKey(NameKeys.squash(key.name())))
        .findFirst()
        .orElse(null);
  }

  private void weighSites(Candidate candidate, RecordClaims claims) {
    for (String domain : candidate.profile().domains()) {
      for (Map.Entry<String, String> site : claims.sites().entrySet()) {
        if (site.getKey().equals(domain) || site.getKey().endsWith("." + domain)) {
          add(candidate, "site_referenced", site.getKey(), site.getValue());
          return;
        }
      }
    }
  }

  private static List<RepositoryKey> allKeys(RecordClaims claims) {
    List<RepositoryKey> keys = new ArrayList<>(claims.stated().keySet());
    keys.addAll(claims.referenced().keySet());
    return keys;
  }

  private void weighCpes(Candidate candidate, RecordClaims claims, @Nullable Mention best) {
    Set<AssertedCpe> asserted = candidate.profile().cpes();
    if (asserted.isEmpty()) {
      return;
    }
    for (Map.Entry<AssertedCpe, String> cpe : claims.cpes().entrySet()) {
      if (asserted.contains(cpe.getKey())) {
        candidate.claim(cpe.getKey().toString());
        add(
            candidate,
            "cpe_asserted",
            cpe.getKey().vendor() + ":" + cpe.getKey().product(),
            cpe.getValue());
        return;
      }
    }
    for (Map.Entry<AssertedCpe, String> cpe : claims.cpes().entrySet()) {
      boolean namesake = best != null && NameKeys.squash(cpe.getKey().product()).equals(best.key());
      if (namesake) {
        add(
            candidate,
            "cpe_differs",
            cpe.getKey().vendor() + ":" + cpe.getKey().product(),
            cpe.getValue());
        return;
      }
    }
  }

  private void weighPurls(Candidate candidate, RecordClaims claims) {
    for (Map.Entry<String, String> purl : claims.purls().entrySet()) {
      if (candidate.profile().purls().contains(purl.getKey())) {
        candidate.claim(purl.getKey());
        add(candidate, "purl", purl.getKey(), purl.getValue());
        return;
      }
    }
  }

  private void weighVendor(Candidate candidate, List<Mention> mentions, Mention best) {
    ProjectProfile profile = candidate.profile();
    List<Mention> withVendor = mentions.stream().filter(one -> one.vendor() != null).toList();
    if (withVendor.isEmpty()) {
      add(candidate, "vendor_unknown", "no vendor given", "");
      return;
    }
    for (Mention one : withVendor) {
      VendorName vendor = one.vendor();
      if (vendor != null && isSupported(vendor, profile)) {
        add(candidate, "vendor_supported", vendor.text(), one.pointer());
        return;
      }
    }
    for (Mention one : withVendor) {
      VendorName vendor = one.vendor();
      if (vendor != null
          && (vendor.whole().equals(best.key())
              || vendor.first().equals(best.key())
              || profile.names().containsKey(vendor.whole()))) {
        add(candidate, "vendor_is_name", vendor.text(), one.pointer());
        return;
      }
    }
    Mention first = withVendor.getFirst();
    VendorName vendor = first.vendor();
    add(candidate, "vendor_unsupported", vendor == null ? "" : vendor.text(), first.pointer());
  }

  private static boolean isSupported(VendorName vendor, ProjectProfile profile) {
    return profile.owners().stream().anyMatch(vendor::matches)
        || profile.cpes().stream().anyMatch(cpe -> vendor.matches(NameKeys.squash(cpe.vendor())))
        || (vendor.first().length() > SHORT_NAME
            && profile.descriptionWords().contains(vendor.first())
            && !profile.names().containsKey(vendor.first()));
  }

  /** Whether more than a name leads to it: then it does not matter how telling the name is. */
  private static boolean isConfirmed(Candidate candidate) {
    return CONFIRMATIONS.stream().anyMatch(candidate::has);
  }

  /** {@code ad-miner} is not how anybody writes Adminer. */
  private void weighSpelling(Candidate candidate, Mention best) {
    boolean whole =
        best.source() != Mention.Source.REDUCED && best.source() != Mention.Source.JOINED;
    if (whole && !candidate.profile().spellings().contains(ProjectProfile.spelling(best.text()))) {
      add(candidate, "spelled_otherwise", best.text(), best.pointer());
    }
  }

  private void weighAmbiguity(Candidate candidate, Mention best) {
    if (best.key().length() <= SHORT_NAME) {
      add(candidate, "short_name", best.key(), best.pointer());
    }
    if (corpus.isCommonWord(best.key())) {
      String kind = best.source().isProse() ? "common_word" : "common_product";
      add(candidate, kind, best.key(), best.pointer());
    }
    if (corpus.isAmbiguousProduct(best.key())) {
      add(candidate, "ambiguous_product", best.key(), best.pointer());
    }
  }

  private void weighEcosystem(Candidate candidate, RecordClaims claims) {
    ProjectProfile profile = candidate.profile();
    Set<Ecosystem> own = profile.ecosystems();
    Map.Entry<String, String> host = claims.hosts().entrySet().stream().findFirst().orElse(null);
    if (host != null) {
      boolean lives = own.stream().anyMatch(e -> claims.hosts().containsKey(e.id()));
      if (lives) {
        add(candidate, "ecosystem_supported", host.getKey(), host.getValue());
      } else if (!profile.names().containsKey(host.getKey())) {
        add(candidate, "ecosystem_contradiction", host.getKey(), host.getValue());
      }
      return;
    }
    for (Map.Entry<String, String> registry : claims.registries().entrySet()) {
      if (registry.getKey().startsWith("target:")) {
        continue;
      }
      boolean lives = own.stream().anyMatch(e -> e.id().equals(registry.getKey()));
      add(
          candidate,
          lives ? "registry_supported" : "registry_differs",
          registry.getKey(),
          registry.getValue());
      return;
    }
    boolean spoken =
        own.stream().anyMatch(e -> e.words().stream().anyMatch(claims.words()::contains));
    if (profile.isAddonOnly()) {
      add(candidate, spoken ? "addon_of_host" : "addon_without_host", family(own), "");
    } else if (!profile.isGeneral()) {
      if (spoken || !isConfirmed(candidate)) {
        add(candidate, spoken ? "language_spoken" : "language_unspoken", family(own), "");
      }
    }
  }

  private static String family(Set<Ecosystem> ecosystems) {
    return ecosystems.stream().map(Ecosystem::id).sorted().findFirst().orElse("");
  }

  private void weighDescription(Candidate candidate, RecordClaims claims, @Nullable Mention best) {
    double similar = 0;
    List<String> shared = new ArrayList<>();
    for (String word : candidate.profile().descriptionWords()) {
      int records = corpus.recordsWith(word);
      boolean name = candidate.profile().names().containsKey(word);
      if (word.length() > SHORT_NAME
          && records < COMMON_WORD
          && !name
          && claims.words().contains(word)) {
        similar += records == 0 ? 1.0 : 0.6;
        shared.add(word);
      }
    }
    if (similar > 0) {
      shared.sort(Comparator.naturalOrder());
      String kind = "description_similar";
      candidate.add(
          new Evidence(
              kind,
              String.join(" ", shared),
              best == null ? "" : best.pointer(),
              weights.of(kind) * Math.min(1.0, similar / 2)));
    }
  }

  void add(Candidate candidate, String kind, String value, String pointer) {
    candidate.add(new Evidence(kind, value, pointer, weights.of(kind)));
  }
}
