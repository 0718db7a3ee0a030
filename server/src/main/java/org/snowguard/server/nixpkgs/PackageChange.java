package org.snowguard.server.nixpkgs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.Maintainer;
import org.snowguard.core.nixpkgs.PackageMetadata;
import org.snowguard.core.nixpkgs.PackageSources;
import org.snowguard.core.nixpkgs.Patch;

/**
 * What a step of a package's history changed.
 *
 * @param version from which to which version; null: the same
 * @param patchesAdded names of patches; empty where either side was not evaluated
 * @param metadata each other change in words
 */
public record PackageChange(
    @Nullable Version version,
    List<String> patchesAdded,
    List<String> patchesRemoved,
    List<String> metadata) {
  public PackageChange {
    patchesAdded = List.copyOf(patchesAdded);
    patchesRemoved = List.copyOf(patchesRemoved);
    metadata = List.copyOf(metadata);
  }

  /** Two versions of which at least one is known. */
  public record Version(@Nullable String before, @Nullable String after) {}

  /** One side of a step; sources are null where they were not evaluated. */
  record Side(
      @Nullable String version, PackageMetadata metadata, @Nullable PackageSources sources) {
    private List<String> patches() {
      return sources == null ? List.of() : sources.patches().stream().map(Patch::name).toList();
    }
  }

  static PackageChange between(Side before, Side after) {
    boolean known = before.sources != null && after.sources != null;
    return new PackageChange(
        Objects.equals(before.version, after.version)
            ? null
            : new Version(before.version, after.version),
        known ? without(after.patches(), before.patches()) : List.of(),
        known ? without(before.patches(), after.patches()) : List.of(),
        words(before, after));
  }

  public boolean isEmpty() {
    return version == null
        && patchesAdded.isEmpty()
        && patchesRemoved.isEmpty()
        && metadata.isEmpty();
  }

  private static List<String> words(Side before, Side after) {
    List<String> words = new ArrayList<>();
    if (before.sources == null && after.sources != null) {
      words.add("patches and sources were read: " + after.patches().size() + " patches");
    }
    if (before.sources != null && after.sources == null) {
      words.add("patches and sources not read any more");
    }
    lists(words, "called insecure", before, after, PackageMetadata::knownVulnerabilities);
    PackageMetadata old = before.metadata;
    PackageMetadata now = after.metadata;
    if (old.broken() != now.broken()) {
      words.add(now.broken() ? "marked broken" : "not marked broken any more");
    }
    if (old.builtFromSource() != now.builtFromSource()) {
      words.add(now.builtFromSource() ? "built from source now" : "a binary now");
    }
    lists(words, "maintainers", before, after, PackageChange::logins);
    lists(words, "homepage", before, after, PackageMetadata::homepages);
    lists(words, "license", before, after, PackageMetadata::licenses);
    lists(words, "platforms", before, after, PackageMetadata::platforms);
    text(words, "description", old.description(), now.description());
    text(words, "defined in", file(old.position()), file(now.position()));
    if (before.sources != null
        && after.sources != null
        && Objects.equals(before.version, after.version)) {
      texts(words, "source", before.sources.urls(), after.sources.urls());
    }
    return words;
  }

  private static void lists(
      List<String> words,
      String what,
      Side before,
      Side after,
      Function<PackageMetadata, Collection<String>> read) {
    texts(words, what, read.apply(before.metadata), read.apply(after.metadata));
  }

  private static void texts(
      List<String> words, String what, Collection<String> before, Collection<String> after) {
    List<String> added = without(after, before);
    List<String> removed = without(before, after);
    if (!added.isEmpty()) {
      words.add(what + ": added " + String.join(", ", added));
    }
    if (!removed.isEmpty()) {
      words.add(what + ": removed " + String.join(", ", removed));
    }
  }

  private static void text(
      List<String> words, String what, @Nullable String before, @Nullable String after) {
    if (!Objects.equals(before, after)) {
      words.add(what + ": " + (after == null ? "none any more" : after));
    }
  }

  private static List<String> logins(PackageMetadata metadata) {
    return metadata.maintainers().stream().map(Maintainer::login).filter(Objects::nonNull).toList();
  }

  /** Without the line, which moves with every edit of the file. */
  private static @Nullable String file(@Nullable String position) {
    return position == null ? null : position.replaceFirst(":\\d+$", "");
  }

  private static List<String> without(Collection<String> all, Collection<String> others) {
    return all.stream().filter(one -> !others.contains(one)).distinct().toList();
  }
}
