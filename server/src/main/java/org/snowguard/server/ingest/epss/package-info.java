/**
 * The daily scores of EPSS, from the network. Offers {@link
 * org.snowguard.server.ingest.epss.EpssSource}. Must not know how they are stored.
 */
@NullMarked
package org.snowguard.server.ingest.epss;

import org.jspecify.annotations.NullMarked;
