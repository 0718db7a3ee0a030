/**
 * The log of everything that people and machines did: append-only, the source of the activity page,
 * of undo and of every duration. Offers {@link org.snowguard.server.activity.EventLog} to every
 * feature. Must not know what the events mean.
 */
@NullMarked
package org.snowguard.server.activity;

import org.jspecify.annotations.NullMarked;
