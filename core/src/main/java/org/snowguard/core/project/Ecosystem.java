package org.snowguard.core.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.NixPackage;

/**
 * A family of packages that share a name space: Python modules, Emacs packages, WordPress plugins.
 * What belongs to no such family is {@link #GENERAL}.
 *
 * @param id stable word, for example {@code python}
 * @param registry host of the registry that its names come from, or empty
 * @param purlType type of its package URLs, or empty
 * @param words words in a record that speak of this family, lower case
 */
public record Ecosystem(
    String id,
    Kind kind,
    List<String> sets,
    List<String> namePrefixes,
    String registry,
    String purlType,
    Set<String> words) {

  /** How a record that only says a name relates to such a family. */
  public enum Kind {
    /** Programs and libraries of their own. */
    GENERAL,
    /** Libraries of a language: records name them bare. */
    LANGUAGE,
    /** Extensions of a host: a record about one says so, a bare name means something else. */
    ADDON
  }

  /** Everything that is in no family. */
  public static final Ecosystem GENERAL =
      new Ecosystem("general", Kind.GENERAL, List.of(), List.of(), "", "", Set.of());

  /** Every family that the data file knows, in its order. */
  public static final List<Ecosystem> ALL = load();

  public Ecosystem {
    sets = List.copyOf(sets);
    namePrefixes = List.copyOf(namePrefixes);
    words = Set.copyOf(words);
  }

  private static final Map<String, Ecosystem> BY_SET = new ConcurrentHashMap<>();

  /** The family that this package's set belongs to. */
  public static Ecosystem of(NixPackage found) {
    String set = found.packageSet();
    return set.isEmpty() ? GENERAL : BY_SET.computeIfAbsent(set, Ecosystem::ofSet);
  }

  private static Ecosystem ofSet(String packageSet) {
    String set = withoutNumbers(packageSet.toLowerCase(Locale.ROOT));
    for (Ecosystem candidate : ALL) {
      for (String own : candidate.sets) {
        if (set.equals(own) || (set.startsWith(own) && set.charAt(own.length()) == '.')) {
          return candidate;
        }
      }
    }
    return GENERAL;
  }

  /** The family whose package URLs have this type, or null. */
  public static @Nullable Ecosystem ofPurlType(String type) {
    return ALL.stream()
        .filter(e -> !type.isEmpty() && e.purlType.equals(type))
        .findFirst()
        .orElse(null);
  }

  /**
   * {@code requests} of {@code python3.13-requests}: the name without what the set puts before it.
   */
  String withoutPrefix(String pname) {
    String name = pname.toLowerCase(Locale.ROOT);
    for (String prefix : namePrefixes) {
      int end = endOfPrefix(name, prefix);
      if (end > 0 && end < name.length()) {
        return name.substring(end);
      }
    }
    return name;
  }

  /** Where {@code prefix} ends in {@code name}; its {@code #} stands for digits and dots; or -1. */
  private static int endOfPrefix(String name, String prefix) {
    int at = 0;
    for (int i = 0; i < prefix.length(); i++) {
      if (prefix.charAt(i) != '#') {
        if (at >= name.length() || name.charAt(at++) != prefix.charAt(i)) {
          return -1;
        }
        continue;
      }
      int start = at;
      while (at < name.length() && (Character.isDigit(name.charAt(at)) || name.charAt(at) == '.')) {
        at++;
      }
      if (at == start) {
        return -1;
      }
    }
    return at;
  }

  private static String withoutNumbers(String set) {
    StringBuilder out = new StringBuilder(set.length());
    for (int i = 0; i < set.length(); i++) {
      char c = set.charAt(i);
      if (!Character.isDigit(c)) {
        out.append(c);
      } else if (out.isEmpty() || out.charAt(out.length() - 1) != '#') {
        out.append('#');
      }
    }
    return out.toString();
  }

  private static List<Ecosystem> load() {
    List<Ecosystem> all = new ArrayList<>();
    for (DataTable.Row row : DataTable.read(Ecosystem.class, "ecosystems.tsv")) {
      all.add(
          new Ecosystem(
              row.get("id"),
              Kind.valueOf(row.get("kind").toUpperCase(Locale.ROOT)),
              cells(row.get("sets"), "\\|"),
              cells(row.get("name_prefix"), "\\|"),
              absent(row.get("registry")),
              absent(row.get("purl_type")),
              Set.copyOf(cells(row.get("words"), " "))));
    }
    return List.copyOf(all);
  }

  private static String absent(String cell) {
    return cell.equals("-") ? "" : cell;
  }

  private static List<String> cells(String cell, String separator) {
    return cell.isEmpty() ? List.of() : List.of(cell.split(separator));
  }
}
