package org.snowguard.core.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.AssertedCpe;
import org.snowguard.core.project.Ecosystem;

/** Weighs what a record claims against what is known of one project. */
final class EvidenceRules {
  private static final int SHORT_NAME = 3;

  /** A shared word that so many records use says little. */
  private static final int COMMON_WORD = 400;

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
  private final NameRules names;
  private final PlaceRules places;

  EvidenceRules(Weights weights, CorpusFacts corpus) {
    this.weights = weights;
    this.corpus = corpus;
    names = new NameRules(weights);
    places = new PlaceRules(weights);
  }

  /** Adds to the candidate all evidence that its names, places and kind give. */
  void weigh(Candidate candidate, RecordClaims claims) {
    add(candidate, "prior", "before any evidence", "");
    List<Mention> mentions = candidate.mentions();
    places.weighRepositories(candidate, claims);
    Mention best = names.weigh(candidate, claims);
    places.weighSites(candidate, claims);
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
    return profile.isKeptBy(vendor)
        || (vendor.first().length() > SHORT_NAME
            && profile.descriptionWords().contains(vendor.first())
            && !profile.names().containsKey(vendor.first()));
  }

  /** Whether more than a name leads to it: then it does not matter how telling the name is. */
  private static boolean isConfirmed(Candidate candidate) {
    for (String kind : CONFIRMATIONS) {
      if (candidate.has(kind)) {
        return true;
      }
    }
    return false;
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
    if (!claims.hosts().isEmpty()) {
      Map.Entry<String, String> host = claims.hosts().entrySet().iterator().next();
      boolean lives = own.stream().anyMatch(e -> isHosted(e, claims.hosts()));
      if (lives) {
        add(candidate, "ecosystem_supported", host.getKey(), host.getValue());
      } else if (!profile.names().containsKey(NameKeys.squash(host.getKey()))) {
        add(candidate, "ecosystem_contradiction", host.getKey(), host.getValue());
      } else if (candidate.has("besides_product")) {
        add(candidate, "host_of_addon", host.getKey(), host.getValue());
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
    if (profile.isAddonOnly()) {
      boolean spoken = isSpokenOf(own, claims);
      add(candidate, spoken ? "addon_of_host" : "addon_without_host", family(own), "");
    } else if (!profile.isGeneral()) {
      boolean spoken = isSpokenOf(own, claims);
      if (spoken || !isConfirmed(candidate)) {
        add(candidate, spoken ? "language_spoken" : "language_unspoken", family(own), "");
      }
    }
  }

  private static boolean isSpokenOf(Set<Ecosystem> ecosystems, RecordClaims claims) {
    for (Ecosystem ecosystem : ecosystems) {
      for (String word : ecosystem.words()) {
        if (claims.words().contains(word)) {
          return true;
        }
      }
    }
    return false;
  }

  /** A host may have several kinds of extension: WordPress plugins and WordPress themes. */
  private static boolean isHosted(Ecosystem ecosystem, Map<String, String> hosts) {
    return hosts.containsKey(ecosystem.id())
        || (ecosystem.kind() == Ecosystem.Kind.ADDON
            && ecosystem.words().stream().anyMatch(hosts::containsKey));
  }

  private static String family(Set<Ecosystem> ecosystems) {
    return ecosystems.stream().map(Ecosystem::id).sorted().findFirst().orElse("");
  }

  private void weighDescription(Candidate candidate, RecordClaims claims, @Nullable Mention best) {
    int fifths = 0;
    List<String> shared = new ArrayList<>();
    for (String word : candidate.profile().descriptionWords()) {
      if (word.length() <= SHORT_NAME || !claims.words().contains(word)) {
        continue;
      }
      int records = corpus.recordsWith(word);
      if (records < COMMON_WORD && !candidate.profile().names().containsKey(word)) {
        // Whole numbers: the words come in any order, and sums of fractions depend on it.
        fifths += records == 0 ? 5 : 3;
        shared.add(word);
      }
    }
    if (fifths > 0) {
      shared.sort(Comparator.naturalOrder());
      String kind = "description_similar";
      candidate.add(
          new Evidence(
              kind,
              String.join(" ", shared),
              best == null ? "" : best.pointer(),
              weights.of(kind) * Math.min(1.0, fifths / 10.0)));
    }
  }

  private void add(Candidate candidate, String kind, String value, String pointer) {
    candidate.add(weights.evidence(kind, value, pointer));
  }
}
