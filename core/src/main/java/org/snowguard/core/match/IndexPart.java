package org.snowguard.core.match;

/**
 * A part of an index that a match may depend on: a project with its packages, or what decisions
 * taught about a product.
 *
 * @param name unique within the index
 * @param digest over all of the part that a match can depend on: parts with equal digests give
 *     equal matches
 * @param keys a record that looks none of them up does not depend on the part
 */
public record IndexPart(String name, String digest, LookupKeys keys) {}
