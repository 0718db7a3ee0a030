package org.snowguard.core.nixpkgs;

import java.util.Arrays;
import java.util.Optional;

/** How far a channel is in its life. */
public enum ChannelStatus {
  /** Never released, never ended: {@code nixos-unstable}. */
  ROLLING("rolling"),
  /** Branched off, not released yet. */
  BETA("beta"),
  STABLE("stable"),
  /** Its successor is released; it is supported for a month more. */
  DEPRECATED("deprecated"),
  END_OF_LIFE("end_of_life");

  private static final String UNMAINTAINED = "unmaintained";

  private final String word;

  ChannelStatus(String word) {
    this.word = word;
  }

  /** As stored and published. */
  public String word() {
    return word;
  }

  /**
   * From the label {@code status} of NixOS's metric {@code channel_revision}, whose word for the
   * end of life is {@code unmaintained}; empty for a label that is not known.
   */
  public static Optional<ChannelStatus> ofLabel(String label) {
    if (label.equals(UNMAINTAINED)) {
      return Optional.of(END_OF_LIFE);
    }
    return Arrays.stream(values())
        .filter(status -> status != END_OF_LIFE && status.word.equals(label))
        .findFirst();
  }
}
