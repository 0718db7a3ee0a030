package org.snowguard.core.match;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.project.RepositoryKey;

/** Weighs the repositories and sites that a record leads to. */
final class PlaceRules {
  private static final Set<String> FORGES =
      Set.of("github.com", "gitlab.com", "codeberg.org", "bitbucket.org");

  private final Weights weights;

  PlaceRules(Weights weights) {
    this.weights = weights;
  }

  void weighRepositories(Candidate candidate, RecordClaims claims) {
    ProjectProfile profile = candidate.profile();
    RepositoryKey stated = candidate.stated();
    RepositoryKey implied = stated == null ? candidate.implied() : null;
    RepositoryKey referenced = candidate.referenced();
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
      String page = claims.flawPages().get(referenced);
      if (page != null && claims.nameless()) {
        add(candidate, "flaw_referenced", referenced.toString(), page);
      }
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
      boolean same = isOfItsMaker(profile, other);
      if (!same && profile.sources().stream().noneMatch(own -> FORGES.contains(own.host()))) {
        return;
      }
      add(
          candidate,
          same ? "repository_namesake" : "repository_differs",
          other.toString(),
          claims.stated().getOrDefault(other, claims.referenced().getOrDefault(other, "")));
    }
  }

  private static String pointer(Map<RepositoryKey, String> keys, RepositoryKey key) {
    return keys.getOrDefault(key, "");
  }

  private static @Nullable RepositoryKey ofSameOwner(ProjectProfile profile, RecordClaims claims) {
    for (RecordClaims.Place place : claims.places()) {
      if (profile.accounts().contains(place.account())) {
        return place.key();
      }
    }
    return null;
  }

  /** Whether a repository's owner is called as the project, its site, or the owner of another. */
  private static boolean isOfItsMaker(ProjectProfile profile, RepositoryKey namesake) {
    String owner = NameKeys.squash(namesake.owner());
    return profile.owners().contains(owner) || owner.equals(NameKeys.squash(namesake.name()));
  }

  /** A repository of the same name on a forge that is not known to be the project's. */
  private static @Nullable RepositoryKey namesake(ProjectProfile profile, RecordClaims claims) {
    for (RecordClaims.Place place : claims.places()) {
      if (FORGES.contains(place.key().host())
          && profile.names().containsKey(place.squashedName())) {
        return place.key();
      }
    }
    return null;
  }

  void weighSites(Candidate candidate, RecordClaims claims) {
    for (String domain : candidate.profile().domains()) {
      for (Map.Entry<String, String> site : claims.sites().entrySet()) {
        if (isWithin(site.getKey(), domain)) {
          add(candidate, "site_referenced", site.getKey(), site.getValue());
          return;
        }
      }
    }
  }

  private static boolean isWithin(String site, String domain) {
    int rest = site.length() - domain.length();
    return rest >= 0 && site.endsWith(domain) && (rest == 0 || site.charAt(rest - 1) == '.');
  }

  private void add(Candidate candidate, String kind, String value, String pointer) {
    candidate.add(weights.evidence(kind, value, pointer));
  }
}
