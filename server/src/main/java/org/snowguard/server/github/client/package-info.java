/**
 * Speaks to GitHub's REST API as a GitHub App: signs, asks, keeps to the limits, and says of every
 * writing whether it was done, was not, or may have been. Offers {@link
 * org.snowguard.server.github.client.GitHubClient}. Must not know what is read or written.
 */
@NullMarked
package org.snowguard.server.github.client;

import org.jspecify.annotations.NullMarked;
