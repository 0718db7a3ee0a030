package org.snowguard.server.nixpkgs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.nixpkgs.Maintainer;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.PackageMetadata;
import org.snowguard.core.nixpkgs.PackageSources;
import org.snowguard.core.nixpkgs.Patch;

/** Small packages for tests. */
public final class Packages {

  private Packages() {}

  /** {@code zlib 1.3} and its like: attribute and name are one. */
  public static NixPackage of(String nameAndVersion) {
    String[] parts = nameAndVersion.split(" ", 2);
    return new NixPackage(
        parts[0],
        parts[0] + "-" + parts[1],
        parts[0],
        parts[1],
        metadata("A package", List.of()),
        null);
  }

  /** The same, defined elsewhere. */
  public static NixPackage at(String nameAndVersion, @Nullable String position) {
    NixPackage found = of(nameAndVersion);
    return new NixPackage(
        found.attribute(),
        found.name(),
        found.pname(),
        found.version(),
        metadata("A package", position, List.of()),
        null);
  }

  /** The same, maintained by one person. */
  public static NixPackage maintained(String nameAndVersion, Maintainer maintainer) {
    NixPackage found = of(nameAndVersion);
    return new NixPackage(
        found.attribute(),
        found.name(),
        found.pname(),
        found.version(),
        metadata("A package", "pkgs/example.nix:1", maintainer, List.of()),
        null);
  }

  public static NixPackage withPatches(NixPackage found, String... patches) {
    List<Patch> all = new ArrayList<>();
    for (String name : patches) {
      all.add(new Patch(name, List.of()));
    }
    return found.withSources(new PackageSources(all, List.of(), null, Set.of()));
  }

  public static PackageMetadata metadata(String description, List<String> knownVulnerabilities) {
    return metadata(description, "pkgs/example.nix:1", knownVulnerabilities);
  }

  private static PackageMetadata metadata(
      String description, @Nullable String position, List<String> knownVulnerabilities) {
    Maintainer maintainer = new Maintainer(17L, "maintainer-17", "Maintainer 17");
    return metadata(description, position, maintainer, knownVulnerabilities);
  }

  private static PackageMetadata metadata(
      String description,
      @Nullable String position,
      Maintainer maintainer,
      List<String> knownVulnerabilities) {
    return new PackageMetadata(
        description,
        List.of("https://example.org"),
        null,
        null,
        position,
        null,
        List.of(maintainer),
        Set.of("x86_64-linux", "aarch64-linux"),
        List.of(),
        List.of(),
        knownVulnerabilities,
        true,
        false,
        List.of("MIT"));
  }

  public static ChannelPackages channel(String name, NixPackage... packages) {
    return new ChannelPackages(name, List.of(packages));
  }
}
