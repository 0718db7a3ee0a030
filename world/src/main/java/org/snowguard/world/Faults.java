package org.snowguard.world;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/** Which services fail at the moment, and how; each in one way at a time. */
public final class Faults {

  private final Set<String> services;
  private final Map<String, Fault> active = new ConcurrentSkipListMap<>();

  Faults(Set<String> services) {
    this.services = Set.copyOf(services);
  }

  /**
   * Switches a fault on.
   *
   * @param name such as {@code kev:truncated}, or {@code truncated} for all services
   * @throws IllegalArgumentException in words for people
   */
  public void begin(String name) {
    Named named = parse(name);
    named.services().forEach(service -> active.put(service, named.fault()));
  }

  /** Switches a fault off; nothing happens where it is not on. */
  public void end(String name) {
    Named named = parse(name);
    named.services().forEach(service -> active.remove(service, named.fault()));
  }

  Set<String> services() {
    return services;
  }

  public void endAll() {
    active.clear();
  }

  /** The services that fail, and how. */
  public Map<String, Fault> active() {
    return new TreeMap<>(active);
  }

  Optional<Fault> of(String service) {
    return Optional.ofNullable(active.get(service));
  }

  private record Named(Set<String> services, Fault fault) {}

  private Named parse(String name) {
    String text = name.toLowerCase(Locale.ROOT);
    int colon = text.indexOf(':');
    Fault fault =
        Fault.parse(text.substring(colon + 1))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "While reading the fault \"%s\": there is no such fault. There are: %s."
                            .formatted(name, faultNames())));
    if (colon < 0) {
      return new Named(services, fault);
    }
    String service = text.substring(0, colon);
    if (!services.contains(service)) {
      throw new IllegalArgumentException(
          "While reading the fault \"%s\": there is no such service. There are: %s."
              .formatted(name, services.stream().sorted().collect(Collectors.joining(", "))));
    }
    return new Named(Set.of(service), fault);
  }

  static List<String> names() {
    return Arrays.stream(Fault.values()).map(Fault::text).toList();
  }

  private static String faultNames() {
    return String.join(", ", names());
  }
}
