/**
 * Owns the schema's version: bringing it up to date, and refusing what a newer program has written.
 * Offers {@link org.snowguard.server.app.schema.Schema} to starts, commands and restores. Must not
 * know what any table holds.
 */
@NullMarked
package org.snowguard.server.app.schema;

import org.jspecify.annotations.NullMarked;
