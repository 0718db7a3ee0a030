package org.snowguard.server.browse;

import org.jspecify.annotations.Nullable;

/**
 * The verdict of one package in one channel as it stands now.
 *
 * @param supported whether the channel is; an unsupported one queues nothing
 * @param patchesKnown whether a missing patch says anything
 */
public record PackageFinding(
    long suggestionId,
    String channel,
    boolean supported,
    String attribute,
    @Nullable String version,
    String verdict,
    String reasonCode,
    String reasonText,
    String pointer,
    boolean patchesKnown) {

  public boolean isOpen() {
    return verdict.equals("affected") || verdict.equals("unknown");
  }
}
