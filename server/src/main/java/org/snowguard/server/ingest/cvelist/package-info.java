/**
 * Reads CVE JSON 5 records from files and archives into the port of the parent package. Offers
 * {@link org.snowguard.server.ingest.cvelist.CveListSource}. Must not know the database.
 */
@NullMarked
package org.snowguard.server.ingest.cvelist;

import org.jspecify.annotations.NullMarked;
