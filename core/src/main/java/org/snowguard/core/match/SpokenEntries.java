package org.snowguard.core.match;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.project.Ecosystem;
import org.snowguard.core.project.RepositoryKey;
import org.snowguard.core.record.AffectedEntry;

/**
 * Of the OSV entries that carry a project's name, those whose versions are the project's: a module
 * of a repository or a package of another registry has numbers of its own.
 */
final class SpokenEntries {
  private static final Set<String> REPOSITORY_EVIDENCE =
      Set.of("repository_stated", "repository_implied", "repository_referenced");

  private SpokenEntries() {}

  /** Entries of others are left as they are. */
  static List<AffectedEntry> of(
      List<AffectedEntry> linked, Candidate candidate, Set<String> aliasPointers) {
    return linked.stream()
        .filter(
            entry ->
                !PackageCoordinate.isOsv(entry) || isOwnCoordinate(entry, candidate, aliasPointers))
        .toList();
  }

  private static boolean isOwnCoordinate(
      AffectedEntry entry, Candidate candidate, Set<String> aliasPointers) {
    String prefix = entry.pointer() + "/";
    if (aliasPointers.stream().anyMatch(pointer -> pointer.startsWith(prefix))) {
      return true;
    }
    ProjectProfile profile = candidate.profile();
    String purl = entry.packageUrl();
    if (purl != null && profile.purls().contains(ProjectProfile.bare(purl))) {
      return true;
    }
    String packageName = entry.packageName();
    if (packageName == null) {
      return isOwnRepository(entry.repo(), profile);
    }
    PackageCoordinate coordinate = PackageCoordinate.of(entry, packageName);
    if (coordinate.module()) {
      return isOwnModule(coordinate, profile);
    }
    String name = coordinate.name();
    return name != null
        && profile.names().containsKey(NameKeys.squash(name))
        && (PackageCoordinate.isOfProgram(entry)
            ? REPOSITORY_EVIDENCE.stream().anyMatch(candidate::has)
            : isOfRegistry(entry, packageName, profile) || isOwnRepository(entry.repo(), profile));
  }

  /** Every major version of a module is an entry of its own, under one repository. */
  static boolean isOwnModule(AffectedEntry entry, ProjectProfile profile) {
    String packageName = entry.packageName();
    return PackageCoordinate.isOsv(entry)
        && packageName != null
        && isOwnModule(PackageCoordinate.of(entry, packageName), profile);
  }

  private static boolean isOwnModule(PackageCoordinate coordinate, ProjectProfile profile) {
    RepositoryKey repository = coordinate.repository();
    return coordinate.module() && repository != null && profile.repositories().contains(repository);
  }

  private static boolean isOwnRepository(@Nullable String url, ProjectProfile profile) {
    RepositoryKey key = url == null ? null : RepositoryKey.of(url);
    return key != null && profile.repositories().contains(key);
  }

  private static boolean isOfRegistry(
      AffectedEntry entry, String packageName, ProjectProfile profile) {
    String collection = entry.collectionUrl();
    if (collection == null) {
      return false;
    }
    String name = packageName.toLowerCase(Locale.ROOT);
    for (Ecosystem ecosystem : Ecosystem.ALL) {
      if (!ecosystem.registry().isEmpty() && collection.endsWith(ecosystem.registry())) {
        return profile.ecosystems().contains(ecosystem)
            || profile.repositories().contains(new RepositoryKey(ecosystem.registry(), name));
      }
    }
    return false;
  }
}
