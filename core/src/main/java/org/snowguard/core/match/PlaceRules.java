package org.snowguard.core.match;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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

  private static @Nullable RepositoryKey firstOf(
      ProjectProfile profile, Map<RepositoryKey, String> keys) {
    return keys.keySet().stream().filter(profile.repositories()::contains).findFirst().orElse(null);
  }

  private static String pointer(Map<RepositoryKey, String> keys, RepositoryKey key) {
    return keys.getOrDefault(key, "");
  }

  private static @Nullable RepositoryKey ofSameOwner(ProjectProfile profile, RecordClaims claims) {
    Set<String> owners = new HashSet<>();
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

  /** Whether a repository's owner is called as the project, its site, or the owner of another. */
  private static boolean isOfItsMaker(ProjectProfile profile, RepositoryKey namesake) {
    String owner = NameKeys.squash(namesake.owner());
    return profile.owners().contains(owner) || owner.equals(NameKeys.squash(namesake.name()));
  }

  /** A repository of the same name on a forge that is not known to be the project's. */
  private static @Nullable RepositoryKey namesake(ProjectProfile profile, RecordClaims claims) {
    return allKeys(claims).stream()
        .filter(key -> FORGES.contains(key.host()))
        .filter(key -> profile.names().containsKey(NameKeys.squash(key.name())))
        .findFirst()
        .orElse(null);
  }

  void weighSites(Candidate candidate, RecordClaims claims) {
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

  private void add(Candidate candidate, String kind, String value, String pointer) {
    candidate.add(weights.evidence(kind, value, pointer));
  }
}
