/**
 * What leaves for GitHub: kept in the database with the decision that causes it, delivered later,
 * once, by one node, within GitHub's limits. Offers {@link
 * org.snowguard.server.github.outbox.GitHubOutbox} and the port {@link
 * org.snowguard.server.github.outbox.DeliveryListener}. Must not know who is told, nor why.
 */
@NullMarked
package org.snowguard.server.github.outbox;

import org.jspecify.annotations.NullMarked;
