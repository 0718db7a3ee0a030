package org.snowguard.server.nixpkgs;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A channel that is matched and shown.
 *
 * @param name for example {@code nixos-26.05}
 * @param branch for example {@code release-26.05}
 * @param status {@code rolling}, {@code beta}, {@code stable}, {@code deprecated} or {@code
 *     end_of_life}
 * @param branchedOffOn when the release's branch left master; null for a rolling channel
 */
public record Channel(
    int id,
    String name,
    String branch,
    String status,
    @Nullable LocalDate branchedOffOn,
    @Nullable LocalDate endOfLifeOn,
    int position) {

  /** Past its end of life it goes on being matched, and queues nothing. */
  public boolean supported() {
    return !status.equals("end_of_life");
  }
}
