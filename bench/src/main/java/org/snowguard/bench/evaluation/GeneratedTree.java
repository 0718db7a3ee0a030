package org.snowguard.bench.evaluation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A tree of packages, one file each, the same for the same seed: a tenth with patches, a third with
 * dependencies, one of ten inside a set; and difficulties of every kind among them.
 *
 * @param difficult attributes that cannot be evaluated, or of which a field cannot
 */
public record GeneratedTree(Path directory, int packages, Set<String> difficult) {
  private static final int SHARD = 500;
  private static final int OF_EACH_KIND = 5;

  /** Each with what stands behind {@code attribute = }; {@code $} is its number. */
  private static final Map<String, String> DIFFICULTIES =
      new TreeMap<>(
          Map.of(
              "aborts", "abort \"given up $\"",
              "asserts", "assert false; { }",
              "imports", "import (mkDerivation { pname = \"built-$\"; version = \"1\"; })",
              "fetches", "import (builtins.fetchTarball \"https://example.org/$.tar.gz\")",
              "missing", "packages.\"not there $\"",
              "recursion", "let x = x; in x",
              "stack", "let f = n: 1 + f (n + 1); in f $",
              "throws", "throw \"removed $\"",
              "patches",
                  "mkDerivation { pname = \"p$\"; version = \"1\"; } // { patches = abort \"no\";"
                      + " }",
              "meta",
                  "mkDerivation { pname = \"m$\"; version = \"1\"; } // { meta = throw \"no\"; }"));

  /** Writes a tree into an empty directory. */
  public static GeneratedTree write(Path directory, int packages, long seed) throws IOException {
    try (InputStream root = GeneratedTree.class.getResourceAsStream("default.nix")) {
      Files.copy(Objects.requireNonNull(root), directory.resolve("default.nix"));
    }
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Files.createDirectory(directory.resolve("set"));
    for (int number = 0; number < packages; number++) {
      Path shard = directory.resolve(number % 10 == 0 ? "set" : "pkgs/" + number / SHARD);
      Files.createDirectories(shard);
      Files.writeString(shard.resolve("p" + number + ".nix"), packageFile(number, random));
    }
    return new GeneratedTree(directory, packages, writeDifficulties(directory));
  }

  private static Set<String> writeDifficulties(Path directory) throws IOException {
    Set<String> attributes = new TreeSet<>();
    StringBuilder text = new StringBuilder("{ packages, mkDerivation }:\n{\n");
    DIFFICULTIES.forEach(
        (kind, expression) -> {
          for (int number = 0; number < OF_EACH_KIND; number++) {
            attributes.add("difficult." + kind + "-" + number);
            text.append("  %s-%d = ".formatted(kind, number))
                .append(expression.replace("$", Integer.toString(number)))
                .append(";\n");
          }
        });
    Files.writeString(directory.resolve("difficult.nix"), text.append("}\n"));
    return attributes;
  }

  private static String packageFile(int number, RandomGenerator random) {
    // Packages whose number ends in 0 are inside the set.
    String dependency =
        number % 3 == 0 && number > 20 ? "p" + (1 + number / 20 * 10) + " ? null" : "fetchurl";
    String version = "%d.%d.%d".formatted(random.nextInt(9), random.nextInt(40), random.nextInt(9));
    return String.format(
        Locale.ROOT,
        """
        { mkDerivation, %s%s }:
        mkDerivation {
          pname = "p%d";
          version = "%s";
          src = fetchurl { url = "https://example.org/p%d-%s.tar.gz"; rev = "v%s"; };
          %s
          %s
          meta = {
            description = "Package number %d of a generated tree";
            homepage = "https://example.org/p%d";
            license = { spdxId = "MIT"; shortName = "mit"; free = true; };
            maintainers = [ { name = "Keeper %d"; github = "keeper%d"; githubId = %d; } ];
          };
        }
        """,
        dependency.equals("fetchurl") ? "" : "fetchurl, ",
        dependency,
        number,
        version,
        number,
        version,
        version,
        number % 10 == 3
            ? "patches = [ ./p%d.nix (fetchurl { url = \"https://example.org/%d.patch\"; }) ];"
                .formatted(number, number)
            : "",
        dependency.equals("fetchurl")
            ? ""
            : "buildInputs = [ %s ];".formatted(dependency.replace(" ? null", "")),
        number,
        number,
        number % 97,
        number % 97,
        number % 97);
  }
}
