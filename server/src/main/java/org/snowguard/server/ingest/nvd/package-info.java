/**
 * The records of the National Vulnerability Database, from its API 2.0. Offers {@link
 * org.snowguard.server.ingest.nvd.NvdSource}. Must not know which records belong together or how
 * they are stored.
 */
@NullMarked
package org.snowguard.server.ingest.nvd;

import org.jspecify.annotations.NullMarked;
