package org.snowguard.core.nixpkgs;

import java.util.List;

/**
 * All packages of one channel at one revision, sorted by attribute.
 *
 * @param channel for example {@code nixos-unstable}
 */
public record ChannelPackages(String channel, List<NixPackage> packages) {
  public ChannelPackages {
    packages = List.copyOf(packages);
  }
}
