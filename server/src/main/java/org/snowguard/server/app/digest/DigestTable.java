package org.snowguard.server.app.digest;

/**
 * A table of meaning: one line of text a row, by natural keys.
 *
 * @param query gives a column {@code line}
 */
record DigestTable(String name, String query) {}
