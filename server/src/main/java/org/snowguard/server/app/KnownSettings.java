package org.snowguard.server.app;

import java.lang.reflect.RecordComponent;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/**
 * The names of all settings, read from the records that hold them, so that a misspelt one is found
 * before anything starts.
 */
record KnownSettings(Set<String> names) {

  private static final String ROOT = "org.snowguard.server";

  /** What everybody calls these. */
  private static final Map<String, String> SHORT_VARIABLES =
      Map.of(
          "DATABASE_URL", "snowguard.database.url",
          "PORT", "snowguard.web.port",
          "SNOWGUARD_DATA", "snowguard.database.data",
          "SNOWGUARD_BASE_URL", "snowguard.web.base-url",
          "SNOWGUARD_LIVE_TEMPLATES", "snowguard.web.live-templates");

  /** Read by the start script and by the client, not by us. */
  private static final Set<String> OTHERS_VARIABLES =
      Set.of("SNOWGUARD_JAVA_OPTIONS", "SNOWGUARD_SERVER", "SNOWGUARD_TOKEN");

  KnownSettings {
    names = Set.copyOf(names);
  }

  static KnownSettings ofAllFeatures() {
    ClassPathScanningCandidateComponentProvider scanner =
        new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
    Set<String> names = new TreeSet<>();
    for (BeanDefinition found : scanner.findCandidateComponents(ROOT)) {
      Class<?> settings = load(String.valueOf(found.getBeanClassName()));
      ConfigurationProperties annotation = settings.getAnnotation(ConfigurationProperties.class);
      for (RecordComponent component : settings.getRecordComponents()) {
        names.add(annotation.value() + "." + dashed(component.getName()));
      }
    }
    return new KnownSettings(names);
  }

  /** Fails with the nearest known name if there is no setting of this name. */
  void require(String name, String origin) {
    if (!names.contains(name)) {
      throw new SettingException(
          "While reading settings from %s: there is no setting \"%s\". Did you mean \"%s\"?"
              .formatted(origin, name, nearest(name, names)));
    }
  }

  /** Our settings among the environment's variables. */
  Map<String, String> inEnvironment(Map<String, String> environment) {
    Map<String, String> byVariable = new TreeMap<>();
    names.forEach(name -> byVariable.put(variable(name), name));
    byVariable.putAll(SHORT_VARIABLES);
    Map<String, String> found = new HashMap<>();
    for (Map.Entry<String, String> entry : new TreeMap<>(environment).entrySet()) {
      String name = byVariable.get(entry.getKey());
      if (name != null) {
        found.put(name, entry.getValue());
      } else if (entry.getKey().startsWith("SNOWGUARD_")
          && !OTHERS_VARIABLES.contains(entry.getKey())) {
        throw new SettingException(
            "While reading settings from the environment: there is no setting \"%s\"."
                    .formatted(entry.getKey())
                + " Did you mean \"%s\"?".formatted(nearest(entry.getKey(), byVariable.keySet())));
      }
    }
    return found;
  }

  static String variable(String name) {
    return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  private static String dashed(String component) {
    return component.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static String nearest(String name, Set<String> candidates) {
    Optional<String> nearest =
        candidates.stream()
            .min(
                Comparator.<String>comparingInt(candidate -> distance(name, candidate))
                    .thenComparing(Comparator.naturalOrder()));
    return nearest.orElseThrow();
  }

  /** Levenshtein's distance. */
  private static int distance(String left, String right) {
    int[] previous = new int[right.length() + 1];
    for (int column = 0; column <= right.length(); column++) {
      previous[column] = column;
    }
    for (int row = 1; row <= left.length(); row++) {
      int[] current = new int[right.length() + 1];
      current[0] = row;
      for (int column = 1; column <= right.length(); column++) {
        int replaced = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
        int shorter = Math.min(previous[column], current[column - 1]) + 1;
        current[column] = Math.min(shorter, previous[column - 1] + replaced);
      }
      previous = current;
    }
    return previous[right.length()];
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("Found by scanning, so it must load: " + name, e);
    }
  }
}
