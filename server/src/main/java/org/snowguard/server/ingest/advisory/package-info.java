/**
 * OSV databases and responses of the NVD as a source of records. Offers {@link
 * org.snowguard.server.ingest.advisory.AdvisorySource}. Must not know which records belong together
 * or how they are stored.
 */
@NullMarked
package org.snowguard.server.ingest.advisory;

import org.jspecify.annotations.NullMarked;
