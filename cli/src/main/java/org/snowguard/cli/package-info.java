/**
 * The commands that need no database: they read files and print. Offers the {@code snowguard}
 * program. Must not know the server, and holds no rule of its own: what it prints, the server shows
 * too.
 */
@NullMarked
package org.snowguard.cli;

import org.jspecify.annotations.NullMarked;
