package org.snowguard.server.notification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody is told in the product.
 *
 * @param because why: "you follow the package xz"
 */
public record Notice(Happening happening, String because, @Nullable Instant readAt) {}
