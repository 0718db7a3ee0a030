package org.snowguard.server.publication.export;

/**
 * A part of the dump, before it is packed.
 *
 * @param name of the file, without {@code .gz}
 * @param holds what it has lines of, in words
 */
record DumpPart(String name, String holds, ExportFile.Content content) {}
