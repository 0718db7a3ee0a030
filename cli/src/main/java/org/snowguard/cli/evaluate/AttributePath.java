package org.snowguard.cli.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names that lead from the root of the tree to a value. */
record AttributePath(List<String> names) {
  static final AttributePath ROOT = new AttributePath(List.of());

  /** Of names in Nix that need no quotes; the lexer's rule for identifiers. */
  private static final Pattern IDENTIFIER = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_'-]*");

  private static final Set<String> KEYWORDS =
      Set.of("assert", "else", "if", "in", "inherit", "let", "or", "rec", "then", "with");

  AttributePath {
    names = List.copyOf(names);
  }

  AttributePath child(String name) {
    List<String> longer = new ArrayList<>(names);
    longer.add(name);
    return new AttributePath(longer);
  }

  /** As in a channel's list of packages: with dots between, and quotes where Nix needs them. */
  @Override
  public String toString() {
    return names.stream().map(AttributePath::quoted).collect(Collectors.joining("."));
  }

  private static String quoted(String name) {
    if (IDENTIFIER.matcher(name).matches() && !KEYWORDS.contains(name)) {
      return name;
    }
    String escaped = name.replace("\\", "\\\\").replace("\"", "\\\"").replace("${", "\\${");
    return '"' + escaped + '"';
  }
}
