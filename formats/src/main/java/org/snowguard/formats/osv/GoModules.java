package org.snowguard.formats.osv;

import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowguard.formats.json.Located;

/**
 * The modules of Go that one record names. From its second major version on a project is another
 * module, with that version in its path (go.dev/ref/mod, major version suffixes): "every version of
 * the module without it" ends where the next module of the record begins.
 */
final class GoModules {
  private static final Pattern MODULE = Pattern.compile("(.+?)(?:/v(\\d{1,9}))?");

  private final Map<String, NavigableSet<Integer>> majors = new TreeMap<>();

  static GoModules of(Located root) {
    GoModules modules = new GoModules();
    for (Located affected : root.get("affected").itemsOrSelf()) {
      Matcher module = module(affected);
      if (module != null) {
        modules.majors.computeIfAbsent(module.group(1), _ -> new TreeSet<>()).add(major(module));
      }
    }
    return modules;
  }

  /** The last series that a package's module has for certain, {@code 1.*}; null where none is. */
  @Nullable String lastSeries(Located affected) {
    Matcher module = module(affected);
    NavigableSet<Integer> known = module == null ? null : majors.get(module.group(1));
    Integer next = module == null || known == null ? null : known.higher(major(module));
    return next == null ? null : next - 1 + ".*";
  }

  private static @Nullable Matcher module(Located affected) {
    Located named = affected.get("package");
    String name = named.text("name");
    Matcher module = name == null ? null : MODULE.matcher(name);
    return module != null && "Go".equals(named.text("ecosystem")) && module.matches()
        ? module
        : null;
  }

  private static int major(Matcher module) {
    String version = module.group(2);
    return version == null ? 1 : Integer.parseInt(version);
  }
}
