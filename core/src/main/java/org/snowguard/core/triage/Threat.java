package org.snowguard.core.triage;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What makes a vulnerability urgent.
 *
 * @param publicExploit a proof of concept or an exploit is public
 * @param network attackable over the network
 * @param noPrivileges the attacker needs no account
 * @param noInteraction no user has to do anything
 * @param score CVSS base score as the source said, 0 where none did
 */
public record Threat(
    boolean knownExploited,
    boolean publicExploit,
    boolean network,
    boolean noPrivileges,
    boolean noInteraction,
    double score) {

  /**
   * Reads the vector's elements.
   *
   * @param vector CVSS 2, 3 or 4 as written, or null; version 2 knows no interaction, so it never
   *     says that none is needed
   */
  public static Threat of(
      @Nullable String vector, double score, boolean knownExploited, boolean publicExploit) {
    Set<String> elements =
        vector == null
            ? Set.of()
            : Arrays.stream(vector.split("/")).collect(Collectors.toUnmodifiableSet());
    return new Threat(
        knownExploited,
        publicExploit,
        elements.contains("AV:N"),
        elements.contains("PR:N") || elements.contains("Au:N"),
        elements.contains("UI:N"),
        score);
  }
}
