package org.snowguard.core.match;

/**
 * A part of an index that a match may depend on: what of a project links are made by, the packages
 * of a project that verdicts are made on, or what decisions taught about a product.
 *
 * @param name unique within the index
 * @param digest over all of the part that a match can depend on: parts with equal digests give
 *     equal matches
 * @param keys a record that looks none of them up does not depend on the part
 */
public record IndexPart(String name, String digest, LookupKeys keys) {

  /** The name of the part that a project's packages are. */
  public static String builds(String projectKey) {
    return "builds " + projectKey;
  }

  /** The name of the part that all else of a project is. */
  public static String links(String projectKey) {
    return "project " + projectKey;
  }
}
