/**
 * The life of an issue: its states and the moves between them, why one is closed, how urgent it is
 * and what has to be done. Offers rules over values; the server stores what they decide. Must not
 * know SQL, HTTP, GitHub or who is signed in.
 */
@NullMarked
package org.snowguard.core.issue;

import org.jspecify.annotations.NullMarked;
