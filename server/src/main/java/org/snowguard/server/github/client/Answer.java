package org.snowguard.server.github.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A good answer.
 *
 * @param isUnchanged whether it is still what was known; then the body is empty
 * @param etag by which the same can be asked for if it has changed, or null
 * @param next the following page of a list, or null on the last one
 */
public record Answer(
    boolean isUnchanged, JsonNode body, @Nullable String etag, @Nullable URI next) {}
