/**
 * The frame of sources on the network: fetching with distrust, marks, backing off, and what people
 * see of each. Offers {@link org.snowguard.server.ingest.source.Source} for a source to fill in and
 * {@link org.snowguard.server.ingest.source.Sources}. Must not know what any source says.
 */
@NullMarked
package org.snowguard.server.ingest.source;

import org.jspecify.annotations.NullMarked;
