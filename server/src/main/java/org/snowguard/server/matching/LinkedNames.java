package org.snowguard.server.matching;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.VulnerabilityRecord;

/**
 * What a link was made by.
 *
 * @param slug of the project
 * @param attributes of the project's packages
 * @param pointers JSON pointers into the record, of the evidence for the link
 */
public record LinkedNames(
    long projectId,
    String slug,
    List<String> attributes,
    VulnerabilityRecord record,
    List<String> pointers) {

  public LinkedNames {
    attributes = List.copyOf(attributes);
    pointers = List.copyOf(pointers);
  }

  /**
   * The products that the evidence points into; where it points into none, those that are called
   * like the project or one of its packages.
   */
  List<AffectedEntry> entries() {
    List<AffectedEntry> pointedAt =
        record.affected().stream().filter(entry -> isPointedAt(entry.pointer())).toList();
    if (!pointedAt.isEmpty()) {
      return pointedAt;
    }
    Set<String> names = names();
    return record.affected().stream()
        .filter(entry -> isOneOf(entry.product(), names) || isOneOf(entry.packageName(), names))
        .toList();
  }

  private boolean isPointedAt(String entry) {
    return pointers.stream()
        .anyMatch(pointer -> pointer.equals(entry) || pointer.startsWith(entry + "/"));
  }

  private Set<String> names() {
    Set<String> names = new HashSet<>();
    names.add(squashed(slug));
    attributes.forEach(
        attribute -> names.add(squashed(attribute.substring(attribute.lastIndexOf('.') + 1))));
    names.remove("");
    return names;
  }

  private static boolean isOneOf(@Nullable String name, Set<String> names) {
    return name != null && names.contains(squashed(name));
  }

  private static String squashed(String name) {
    StringBuilder squashed = new StringBuilder();
    name.toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(squashed::appendCodePoint);
    return squashed.toString();
  }
}
