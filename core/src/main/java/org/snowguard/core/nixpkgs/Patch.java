package org.snowguard.core.nixpkgs;

import java.util.List;

/**
 * A patch that nixpkgs applies.
 *
 * @param name file name, for example {@code CVE-2023-38471-2.patch}
 * @param urls where it was fetched from; empty for a file inside nixpkgs
 */
public record Patch(String name, List<String> urls) {
  public Patch {
    urls = List.copyOf(urls);
  }
}
