package org.snowguard.core.match;

/**
 * One reason for or against a link.
 *
 * @param kind stable word from the weights file, for example {@code repository} or {@code
 *     ecosystem_contradiction}
 * @param value what was found, for people: {@code github.com/psf/requests}
 * @param pointer JSON pointer into the record where it stands; empty when it comes from the package
 *     alone
 * @param weight in log-odds; positive speaks for the link, negative against it
 */
public record Evidence(String kind, String value, String pointer, double weight) {}
