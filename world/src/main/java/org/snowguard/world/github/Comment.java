package org.snowguard.world.github;

import java.time.Instant;

/** A comment on an issue or pull request. */
public record Comment(
    long id, int issue, long author, String body, Instant createdAt, Instant updatedAt) {}
