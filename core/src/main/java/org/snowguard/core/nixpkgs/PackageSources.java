package org.snowguard.core.nixpkgs;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What only a deeper evaluation of nixpkgs tells of a package: its patches and where its source is
 * from.
 *
 * @param revision tag or commit of the source, or null
 * @param vendored kinds of dependencies fetched for it as a whole, for example {@code cargo},
 *     {@code go}
 */
public record PackageSources(
    List<Patch> patches, List<String> urls, @Nullable String revision, Set<String> vendored) {
  public PackageSources {
    patches = List.copyOf(patches);
    urls = List.copyOf(urls);
    vendored = SortedTexts.copyOf(vendored);
  }
}
