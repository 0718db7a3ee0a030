package org.snowguard.core.project;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.AssertedCpe;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.PackageMetadata;
import org.snowguard.core.nixpkgs.PackageSources;

/**
 * Packages for tests, one from a line {@code attribute | pname version | homepage | source | cpe}.
 */
public final class Packages {
  private Packages() {}

  /** A channel of the packages on these lines. */
  public static ChannelPackages channel(String lines) {
    return new ChannelPackages(
        "nixos-test", lines.lines().filter(line -> !line.isBlank()).map(Packages::of).toList());
  }

  /** The package of one line; trailing fields may be left out. */
  public static NixPackage of(String line) {
    String[] fields =
        Arrays.copyOf(
            Arrays.stream(line.split("\\|")).map(String::strip).toArray(String[]::new), 6);
    String[] name = fields[1].split(" ");
    String version = name.length > 1 ? name[1] : null;
    String[] cpe = given(fields[4]) ? fields[4].split(":") : new String[0];
    PackageMetadata metadata =
        new PackageMetadata(
            given(fields[5]) ? fields[5] : null,
            given(fields[2]) ? List.of(fields[2]) : List.of(),
            null,
            null,
            null,
            null,
            List.of(),
            Set.of(),
            cpe.length == 2 ? List.of(new AssertedCpe(cpe[0], cpe[1])) : List.of(),
            List.of(),
            List.of(),
            true,
            false,
            List.of());
    PackageSources sources =
        new PackageSources(
            List.of(), given(fields[3]) ? List.of(fields[3]) : List.of(), null, Set.of());
    return new NixPackage(
        fields[0], fields[1].replace(' ', '-'), name[0], version, metadata, sources);
  }

  private static boolean given(@Nullable String field) {
    return field != null && !field.isEmpty();
  }
}
