/**
 * Work that comes back, done by exactly one of any number of nodes on one database. Offers {@link
 * org.snowguard.server.ingest.job.Jobs}, and {@link org.snowguard.server.ingest.job.Job} for the
 * work itself. Must not know what any job does.
 */
@NullMarked
package org.snowguard.server.ingest.job;

import org.jspecify.annotations.NullMarked;
