/**
 * Reads CVE JSON 5 records from files, archives and the list's releases into the port of the parent
 * package. Offers {@link org.snowguard.server.ingest.cvelist.CveListFollower} and {@link
 * org.snowguard.server.ingest.cvelist.CveListSource}. Must not know the database.
 */
@NullMarked
package org.snowguard.server.ingest.cvelist;

import org.jspecify.annotations.NullMarked;
