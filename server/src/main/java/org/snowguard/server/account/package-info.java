/**
 * Owns the people: accounts, their roles, the one-time links by which they sign in, and the tokens
 * by which programs call in their name. Offers {@link org.snowguard.server.account.Accounts} to
 * commands and to features that name an actor, and {@link org.snowguard.server.account.ApiTokens}
 * to commands. Must not know what people do with the rest of the server.
 */
@NullMarked
package org.snowguard.server.account;

import org.jspecify.annotations.NullMarked;
