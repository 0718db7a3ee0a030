package org.snowguard.core.match;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.project.RepositoryKey;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.Container;

/**
 * What the package of an OSV entry is called outside its ecosystem.
 *
 * @param name the name that people use; null where the coordinate has none, as of {@code
 *     github.com/owner/repository/part}
 * @param module whether a Go module that is a repository's root, so that the repository's versions
 *     are its own
 */
record PackageCoordinate(
    @Nullable String name, boolean module, @Nullable RepositoryKey repository) {
  private static final String GO = "https://pkg.go.dev";
  private static final String MAVEN = "https://repo.maven.apache.org";

  /** The registries that programs come from under their own name. */
  private static final Set<String> OF_PROGRAMS = Set.of(GO, "https://crates.io");

  /** The last part of a module's path from its second major version on (go.dev/ref/mod). */
  private static final Pattern MAJOR_VERSION = Pattern.compile("(?:/|(?<=[a-z])\\.)v\\d+$");

  private static final int OWNER_AND_NAME = 3;

  static boolean isOsv(AffectedEntry entry) {
    return entry.container().role() == Container.Role.OSV;
  }

  /** Reads the package name of an entry that has one. */
  static PackageCoordinate of(AffectedEntry entry, String packageName) {
    String collection = entry.collectionUrl();
    if (GO.equals(collection)) {
      return ofGo(packageName);
    }
    if (MAVEN.equals(collection)) {
      return new PackageCoordinate(
          packageName.substring(packageName.indexOf(':') + 1), false, null);
    }
    return new PackageCoordinate(
        packageName.substring(packageName.lastIndexOf('/') + 1), false, null);
  }

  static boolean isOfProgram(AffectedEntry entry) {
    String collection = entry.collectionUrl();
    return collection != null && OF_PROGRAMS.contains(collection);
  }

  private static PackageCoordinate ofGo(String path) {
    String module = MAJOR_VERSION.matcher(path).replaceFirst("");
    if (module.indexOf('.') < 0) {
      return new PackageCoordinate(null, false, null);
    }
    String[] parts = module.split("/", -1);
    RepositoryKey repository = RepositoryKey.of("https://" + module);
    boolean root =
        repository != null
            && parts.length == OWNER_AND_NAME
            && repository.toString().equalsIgnoreCase(module);
    boolean named = root || parts.length == 2;
    return new PackageCoordinate(named ? parts[parts.length - 1] : null, root, repository);
  }
}
