package org.snowguard.core.match;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.AssertedCpe;
import org.snowguard.core.project.RepositoryKey;

/** Exact inverted indexes from every kind of key to the numbers of the projects that have it. */
final class CandidateIndex {
  private static final int[] NONE = {};

  private final List<ProjectProfile> profiles;
  private final Map<String, int[]> byName;
  private final Map<RepositoryKey, int[]> byRepository;
  private final Map<AssertedCpe, int[]> byCpe;
  private final Map<String, int[]> byPurl;
  private final Map<String, int[]> byFlaw;
  private final Map<String, int[]> byKey;
  private final LookupKeys.@Nullable Builder lookups;

  CandidateIndex(List<ProjectProfile> profiles) {
    this.profiles = List.copyOf(profiles);
    // As many names as all other keys together: half of the work each.
    CompletableFuture<Map<String, int[]>> names =
        CompletableFuture.supplyAsync(() -> index(profile -> profile.names().keySet()));
    byRepository = index(ProjectProfile::repositories);
    byCpe = index(ProjectProfile::cpes);
    byPurl = index(ProjectProfile::purls);
    byFlaw = index(profile -> profile.flaws().keySet());
    byKey = index(profile -> List.of(profile.group().key()));
    byName = names.join();
    lookups = null;
  }

  private CandidateIndex(CandidateIndex index, LookupKeys.Builder lookups) {
    profiles = index.profiles;
    byName = index.byName;
    byRepository = index.byRepository;
    byCpe = index.byCpe;
    byPurl = index.byPurl;
    byFlaw = index.byFlaw;
    byKey = index.byKey;
    this.lookups = lookups;
  }

  /** The same index, which notes every key that is looked up in it. */
  CandidateIndex noting(LookupKeys.Builder noted) {
    return new CandidateIndex(this, noted);
  }

  List<ProjectProfile> profiles() {
    return profiles;
  }

  /** Notes that something taught about a product was asked for. */
  void noteTaught(String product) {
    if (lookups != null) {
      lookups.taught(product);
    }
  }

  /** Notes that the packages of a project were looked at. */
  void noteBuilds(String projectKey) {
    if (lookups != null) {
      lookups.builds(projectKey);
    }
  }

  ProjectProfile profile(int project) {
    return profiles.get(project);
  }

  /** Every name that some project has. */
  Collection<String> names() {
    return byName.keySet();
  }

  /** Notes that the name of this hash was asked for. */
  void noteName(int hash) {
    if (lookups != null) {
      lookups.name(hash);
    }
  }

  int[] named(String squashed) {
    if (lookups != null) {
      lookups.name(squashed);
    }
    return byName.getOrDefault(squashed, NONE);
  }

  int[] from(RepositoryKey repository) {
    if (lookups != null) {
      lookups.repository(repository);
    }
    return byRepository.getOrDefault(repository, NONE);
  }

  int[] asserting(AssertedCpe cpe) {
    if (lookups != null) {
      lookups.cpe(cpe);
    }
    return byCpe.getOrDefault(cpe, NONE);
  }

  int[] withPurl(String purl) {
    if (lookups != null) {
      lookups.purl(purl);
    }
    return byPurl.getOrDefault(purl, NONE);
  }

  int[] namingFlaw(String id) {
    if (lookups != null) {
      lookups.flaw(id);
    }
    return byFlaw.getOrDefault(id, NONE);
  }

  int[] withKey(String projectKey) {
    if (lookups != null) {
      lookups.project(projectKey);
    }
    return byKey.getOrDefault(projectKey, NONE);
  }

  /** Most keys lead to one project, and hardly any to more than a few. */
  private static int[] appended(int[] projects, int[] one) {
    int[] more = Arrays.copyOf(projects, projects.length + 1);
    more[projects.length] = one[0];
    return more;
  }

  private <K> Map<K, int[]> index(Function<ProjectProfile, Collection<K>> keys) {
    Map<K, int[]> postings = HashMap.newHashMap(profiles.size());
    for (int project = 0; project < profiles.size(); project++) {
      int[] alone = {project};
      for (K key : keys.apply(profiles.get(project))) {
        postings.merge(key, alone, CandidateIndex::appended);
      }
    }
    return postings;
  }
}
