/**
 * GitHub as one outlet and one source among others: who we are there, what was last seen of the
 * repository's issues and pull requests, by webhook or by sweep. Offers {@link
 * org.snowguard.server.github.GitHubIssues}, {@link org.snowguard.server.github.GitHubReader}, the
 * port {@link org.snowguard.server.github.GitHubListener} and, in {@code outbox}, what leaves for
 * GitHub. Must not know what our issues and suggestions are.
 */
@NullMarked
package org.snowguard.server.github;

import org.jspecify.annotations.NullMarked;
