package org.snowguard.server.issue.edit;

/**
 * What people gave a field; without one, what the machine says holds.
 *
 * @param reason empty where none was given
 */
public record FieldValue(String value, String reason) {

  static final String ADDED = "added";
  static final String REMOVED = "removed";

  public static FieldValue of(String value) {
    return new FieldValue(value, "");
  }

  public static FieldValue added(String reason) {
    return new FieldValue(ADDED, reason);
  }

  public static FieldValue removed(String reason) {
    return new FieldValue(REMOVED, reason);
  }
}
