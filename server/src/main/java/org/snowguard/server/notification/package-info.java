/**
 * What people are told of, and how: subscriptions, what happened to issues, notices. Offers {@link
 * org.snowguard.server.notification.Subscriptions} and {@link
 * org.snowguard.server.notification.Notices}. Must not know how mail leaves or a feed is written.
 */
@NullMarked
package org.snowguard.server.notification;

import org.jspecify.annotations.NullMarked;
