/**
 * Whether a package at a version is affected by a vulnerability, judged from one record. Offers
 * verdicts with a reason each; abstains rather than guesses. Must not know how the link to the
 * package was made beyond the entries of the record that speak of it.
 */
@NullMarked
package org.snowguard.core.verdict;

import org.jspecify.annotations.NullMarked;
