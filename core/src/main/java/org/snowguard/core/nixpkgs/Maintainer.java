package org.snowguard.core.nixpkgs;

import org.jspecify.annotations.Nullable;

/**
 * A person named in {@code meta.maintainers}. The mail address is left out on purpose: it is never
 * shown, exported or logged.
 *
 * @param githubId numeric id on GitHub, which a renamed login keeps; null in old channels
 * @param login GitHub login at the time of the snapshot, or null
 */
public record Maintainer(@Nullable Long githubId, @Nullable String login, String name) {}
