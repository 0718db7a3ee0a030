/**
 * Owns the opening of what people hand in: directories, single files, compressed files and archives
 * (also a zip inside a zip), every bound on their size, number, depth and names, and the report of
 * what had to be left out. Offers {@link org.snowguard.formats.archive.InputFiles} for many small
 * entries, {@link org.snowguard.formats.archive.Decompression} for one large file and {@link
 * org.snowguard.formats.archive.SourceTree} for a tree that is needed on disk, each with a hook for
 * progress. Must not know what the bytes mean: records, packages and sources are read by the
 * packages that stand on this one.
 */
@NullMarked
package org.snowguard.formats.archive;

import org.jspecify.annotations.NullMarked;
