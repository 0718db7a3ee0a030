/**
 * A made database with many issues in many channels, for measuring statuses and their pages. Offers
 * its filling. Must not know how it is measured.
 */
@NullMarked
package org.snowguard.bench.status;

import org.jspecify.annotations.NullMarked;
