/**
 * CISA's catalogue of known exploited vulnerabilities, from the network. Offers {@link
 * org.snowguard.server.ingest.kev.KnownExploitedSource}. Must not know how it is stored.
 */
@NullMarked
package org.snowguard.server.ingest.kev;

import org.jspecify.annotations.NullMarked;
