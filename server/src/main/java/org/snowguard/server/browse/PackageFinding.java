package org.snowguard.server.browse;

import org.jspecify.annotations.Nullable;
import org.snowguard.server.nixpkgs.UnreadPatches;

/**
 * The verdict of one package in one channel as it stands now.
 *
 * @param supported whether the channel is; an unsupported one queues nothing
 * @param patchesKnown whether a missing patch says anything
 * @param revision where the channel stands, or null where that is not known
 * @param carriedFrom the evaluated revision whose patches unchanged packages keep until this one is
 *     evaluated, empty where that has no name; null: none are kept
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
    boolean patchesKnown,
    @Nullable String revision,
    @Nullable String carriedFrom) {

  /** What patches may still change; empty if nothing. */
  public String patchesNote() {
    return UnreadPatches.note(verdict, patchesKnown, revision, carriedFrom);
  }

  public boolean isOpen() {
    return verdict.equals("affected") || verdict.equals("unknown");
  }
}
