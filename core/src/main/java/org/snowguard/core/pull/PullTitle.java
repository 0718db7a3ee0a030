package org.snowguard.core.pull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the title of a pull request says, or the subject of a commit (pkgs/README.md of nixpkgs:
 * {@code pkg-name: from -> to}).
 *
 * @param attributes packages that it names, as it names them, in its order
 * @param modules NixOS modules that it names, without {@code nixos/}
 * @param moves versions that it changes; none for a revert, which takes such a change back
 * @param branch of a backport: what stands in the brackets, such as {@code release-26.05}
 * @param revert whether it takes another one back
 */
public record PullTitle(
    List<String> attributes,
    List<String> modules,
    List<VersionMove> moves,
    @Nullable String branch,
    boolean revert) {

  public PullTitle {
    attributes = List.copyOf(attributes);
    modules = List.copyOf(modules);
    moves = List.copyOf(moves);
  }

  /** Reads a title; one that says nothing of packages gives empty lists. */
  public static PullTitle parse(String title) {
    return new TitleParser(title).parse();
  }
}
