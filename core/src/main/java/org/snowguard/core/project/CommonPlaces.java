package org.snowguard.core.project;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.snowguard.core.nixpkgs.AssertedCpe;
import org.snowguard.core.nixpkgs.NixPackage;

/**
 * Where an attribute is from, as texts that attributes of one name are compared by: repositories,
 * homepages and their hosts, asserted identifiers.
 */
final class CommonPlaces {
  /** Marks an asserted identifier among the places. */
  private static final String CPE = "cpe:";

  /** Stands for the number of a series. */
  private static final char ANY_NUMBER = '#';

  private CommonPlaces() {}

  static Set<String> of(List<NixPackage> builds, List<PackageOrigin> origins) {
    Set<String> places = new TreeSet<>();
    for (PackageOrigin origin : origins) {
      origin.repositories().forEach(key -> places.add(anySeries(key)));
      places.addAll(origin.sites());
      String domain = origin.domain();
      if (domain != null) {
        places.add(domain);
      }
    }
    for (NixPackage one : builds) {
      for (AssertedCpe cpe : one.metadata().cpes()) {
        places.add(CPE + cpe.vendor() + ":" + cpe.product());
      }
    }
    return places;
  }

  /** What a place of an attribute with these origins is. */
  static ProjectReasons.Kind kindOf(String place, List<PackageOrigin> origins) {
    if (place.startsWith(CPE)) {
      return ProjectReasons.Kind.IDENTIFIER;
    }
    boolean homepage =
        origins.stream()
            .anyMatch(origin -> origin.sites().contains(place) || place.equals(origin.domain()));
    return homepage ? ProjectReasons.Kind.HOMEPAGE : ProjectReasons.Kind.REPOSITORY;
  }

  /** A place for people: {@code github.com/openjdk/jdk*u}. */
  static String text(String place) {
    String text = place.startsWith(CPE) ? place.substring(CPE.length()) : place;
    return text.replace(ANY_NUMBER, '*');
  }

  /**
   * One place for {@code temurin17-binaries} and {@code temurin21-binaries}: the name agrees
   * already.
   */
  private static String anySeries(RepositoryKey key) {
    String text = key.toString();
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (!Character.isDigit(text.charAt(i))) {
        out.append(text.charAt(i));
      } else if (i == 0 || !Character.isDigit(text.charAt(i - 1))) {
        out.append(ANY_NUMBER);
      }
    }
    return out.toString();
  }
}
