package org.snowguard.core.record;

/**
 * A CVSS vector with who gave it.
 *
 * @param pointer JSON pointer of the metric in the record's text
 * @param vector as written, for example {@code CVSS:3.1/AV:N/AC:L/…}; not checked
 */
public record CvssStatement(String pointer, Container container, String vector) {}
