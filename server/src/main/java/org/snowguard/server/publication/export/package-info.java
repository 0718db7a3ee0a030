/**
 * Everything public as files in a directory, for a mirror or a CDN. Offers {@link
 * org.snowguard.server.publication.export.StaticExport}. Must not know who serves the files, nor
 * change anything in the database.
 */
@NullMarked
package org.snowguard.server.publication.export;

import org.jspecify.annotations.NullMarked;
