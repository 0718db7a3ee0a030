package org.snowguard.server.notification.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail that may not have come.
 *
 * @param state {@code uncertain}, {@code failed}, or {@code waiting} after a failure
 * @param error in words of ours
 */
public record Trouble(String state, @Nullable String error, Instant at) {}
