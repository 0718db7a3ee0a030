/**
 * Atom feeds of what happened to public issues. Offers pages below {@code /feed}. Must not know who
 * follows what.
 */
@NullMarked
package org.snowguard.server.notification.feed;

import org.jspecify.annotations.NullMarked;
