/**
 * The program as a client of a server: it owns how one signs in from a terminal, and how the
 * server's answers look there. Offers commands to the program. Must not know the server's code,
 * only its addresses and their JSON, and decides nothing itself.
 */
@NullMarked
package org.snowguard.cli.client;

import org.jspecify.annotations.NullMarked;
