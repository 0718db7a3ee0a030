package org.snowguard.server.browse.matrix;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.status.Status;

/**
 * An issue in all supported channels.
 *
 * @param severity of its gravest vulnerability, or null
 * @param priority {@code P0} and so on, as {@code /api/v1/issues} has it
 * @param target until when it should be fixed
 * @param channels where it has a package, in the order of pages
 */
public record MatrixRow(
    String id,
    String title,
    @Nullable String severity,
    @Nullable String priority,
    @Nullable Instant target,
    Instant publishedAt,
    List<Cell> channels) {

  public MatrixRow {
    channels = List.copyOf(channels);
  }

  /**
   * Where it stands in a channel.
   *
   * @param status of its worst package
   * @param open how many packages are open there
   * @param packages how many it has there
   */
  public record Cell(String channel, String status, int open, int packages) {

    public Status worst() {
      return Status.of(status).orElseThrow();
    }
  }

  public Optional<Cell> in(String channel) {
    return channels.stream().filter(cell -> cell.channel().equals(channel)).findFirst();
  }

  public boolean isOverdue(Instant now) {
    return target != null && target.isBefore(now);
  }
}
