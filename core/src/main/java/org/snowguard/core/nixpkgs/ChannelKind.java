package org.snowguard.core.nixpkgs;

/** What a channel is for, told by its name. */
public enum ChannelKind {
  /** Matched and shown. */
  PRIMARY("primary"),
  /** Advances on few tests: {@code nixos-unstable-small}. Known by its head alone. */
  SMALL("small"),
  /** Advances on the builds of one platform: {@code nixpkgs-26.05-darwin}. As the small ones. */
  DARWIN("darwin");

  private final String word;

  ChannelKind(String word) {
    this.word = word;
  }

  /** As stored and published. */
  public String word() {
    return word;
  }

  public static ChannelKind of(String channel) {
    if (channel.endsWith("-small")) {
      return SMALL;
    }
    return channel.endsWith("-darwin") ? DARWIN : PRIMARY;
  }
}
