/**
 * CISA's catalogue of vulnerabilities that are known to be exploited. Offers {@link
 * org.snowguard.formats.kev.KnownExploitedReader}, which skips and reports a bad entry. Must not
 * know records, packages or storage.
 */
@NullMarked
package org.snowguard.formats.kev;

import org.jspecify.annotations.NullMarked;
