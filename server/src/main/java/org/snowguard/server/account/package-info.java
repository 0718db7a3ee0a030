/**
 * Owns the people: accounts, their roles, and the one-time links by which they sign in. Offers
 * {@link org.snowguard.server.account.Accounts} to commands and to features that name an actor.
 * Must not know what people do with the rest of the server.
 */
@NullMarked
package org.snowguard.server.account;

import org.jspecify.annotations.NullMarked;
