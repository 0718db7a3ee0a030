/**
 * Owns a team at work: people who are signed in, the cards they decide, and whether each decision
 * that the server acknowledged is kept. Offers {@link org.snowguard.bench.team.Team} and {@link
 * org.snowguard.bench.team.Audit}. Must not know the server's classes: it sees what a browser sees.
 */
@NullMarked
package org.snowguard.bench.team;

import org.jspecify.annotations.NullMarked;
