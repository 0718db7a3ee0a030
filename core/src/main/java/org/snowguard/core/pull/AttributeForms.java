package org.snowguard.core.pull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Under which names the index of a channel may have a package: titles name a package set without
 * the version of its language (pkgs/README.md of nixpkgs), the index has one set for each version.
 */
public final class AttributeForms {

  private static final Map<String, List<String>> SETS =
      Map.of(
          "python3Packages", numbered("python3", 9, 20, "Packages"),
          "pythonPackages", numbered("python3", 9, 20, "Packages"),
          "perlPackages", List.of("perl5Packages", "perl538Packages", "perl540Packages"),
          "rubyPackages", List.of("rubyPackages_3_3", "rubyPackages_3_4", "rubyPackages_4_0"),
          "luaPackages", numbered("lua5", 1, 5, "Packages"),
          "phpExtensions", numbered("php8", 1, 6, "Extensions"),
          "phpPackages", numbered("php8", 1, 6, "Packages"),
          "postgresqlPackages", numbered("postgresql", 12, 19, "Packages"),
          "chickenPackages", List.of("chickenPackages_5"),
          "linuxPackages", List.of("linuxKernel.packages.linux_6_12"));

  /** A set of the index, and what titles call it. */
  private static final Map<Pattern, String> CALLED =
      Map.of(
          Pattern.compile("^(?:python3\\d*|python)Packages\\."), "python3Packages.",
          Pattern.compile("^perl(?:5\\d*)?Packages\\."), "perlPackages.",
          Pattern.compile("^rubyPackages_\\d+_\\d+\\."), "rubyPackages.",
          Pattern.compile("^lua5\\d?Packages\\."), "luaPackages.",
          Pattern.compile("^php\\d+(Extensions|Packages)\\."), "php$1.",
          Pattern.compile("^postgresql\\d+Packages\\."), "postgresqlPackages.",
          Pattern.compile("^chickenPackages_\\d+\\."), "chickenPackages.",
          Pattern.compile("^linuxKernel\\.packages\\.linux_[^.]+\\."), "linuxPackages.",
          Pattern.compile("^linuxKernel\\.kernels\\."), "");

  private AttributeForms() {}

  /** As titles call it: one name for all that {@link #of} gives. */
  public static String called(String attribute) {
    for (Map.Entry<Pattern, String> set : CALLED.entrySet()) {
      if (set.getKey().matcher(attribute).find()) {
        return set.getKey().matcher(attribute).replaceFirst(set.getValue());
      }
    }
    return attribute;
  }

  /** The name itself, then what else it may be called, without repetition. */
  public static List<String> of(String name) {
    List<String> forms = new ArrayList<>(List.of(name));
    int dot = name.indexOf('.');
    if (dot > 0) {
      String inside = name.substring(dot);
      SETS.getOrDefault(name.substring(0, dot), List.of()).forEach(set -> forms.add(set + inside));
    } else if (name.startsWith("linux_")) {
      forms.add("linuxKernel.kernels." + name);
    }
    return forms.stream().distinct().toList();
  }

  private static List<String> numbered(String before, int first, int last, String after) {
    List<String> names = new ArrayList<>();
    for (int number = last; number >= first; number--) {
      names.add(before + number + after);
    }
    return List.copyOf(names);
  }
}
