package org.snowguard.server.remediation.landing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is told that a branch or channel points elsewhere. Every bean of this type is called in the
 * transaction that stores it; what it is told, {@link Landings} answers already.
 */
public interface LandingListener {

  /**
   * A ref has advanced, was force-pushed, went back, or is seen for the first time.
   *
   * @param from null at first sight, when neither of the lists holds anything
   * @param landed commits that it has now and had not before; a revert among them takes back others
   * @param left commits that it has no longer
   */
  void advanced(
      String ref, @Nullable String from, String to, List<String> landed, List<String> left);
}
