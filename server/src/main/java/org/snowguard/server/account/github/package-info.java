/**
 * Owns the conversation with GitHub by which people sign in: the way through the browser, the code
 * and the questions about who somebody is and in which teams. Offers {@link
 * org.snowguard.server.account.github.GitHubTeams}, which is told who joins and leaves teams. Must
 * not know what roles are for, and keeps no token of GitHub beyond the sign-in.
 */
@NullMarked
package org.snowguard.server.account.github;

import org.jspecify.annotations.NullMarked;
