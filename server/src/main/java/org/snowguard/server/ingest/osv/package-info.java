/**
 * The records of the OSV database, from its exports: an archive and a listing of changes for each
 * ecosystem. Offers {@link org.snowguard.server.ingest.osv.OsvSource}. Must not know which records
 * belong together or how they are stored.
 */
@NullMarked
package org.snowguard.server.ingest.osv;

import org.jspecify.annotations.NullMarked;
