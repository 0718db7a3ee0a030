package org.snowguard.server.browse.matrix;

import java.util.List;
import java.util.Objects;
import org.snowguard.server.web.LocalPath;
import org.snowguard.server.web.Page;

/**
 * The matrix with what it can be filtered by.
 *
 * @param channels names of the supported ones: the columns
 * @param severities how many issues of each, whatever severity is asked for
 */
public record ReleaseMatrixPage(
    MatrixFilter filter,
    List<String> channels,
    List<SeverityCount> severities,
    Page<MatrixRow> rows) {

  public ReleaseMatrixPage {
    channels = List.copyOf(channels);
    severities = List.copyOf(severities);
  }

  /** How many open issues have a severity. */
  public record SeverityCount(String severity, long issues) {
    public String label() {
      return severity.replace('_', ' ');
    }
  }

  public String severity() {
    return Objects.toString(filter.severity(), "");
  }

  public String channel() {
    return Objects.toString(filter.channel(), "");
  }

  public long all() {
    return severities.stream().mapToLong(SeverityCount::issues).sum();
  }

  public MatrixOrder order() {
    return filter.order();
  }

  /** Of the rows of a severity, or of all. */
  public String path(String severity) {
    return "/release-matrix?severity=%s&channel=%s&order=%s"
        .formatted(LocalPath.query(severity), LocalPath.query(channel()), order().text());
  }
}
