package org.snowguard.server.browse;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How vulnerable a channel has become since its support ended: its packages stay what they were,
 * and records go on being published.
 *
 * @param endedOn the last day of support
 * @param severities the gravest first
 * @param points the number of vulnerabilities that affect it, of those published up to some days
 */
public record Decline(LocalDate endedOn, List<SeverityChange> severities, List<Point> points) {

  private static final int MOST_MONTHS = 36;
  private static final int MONTHS_OF_A_YEAR = 12;

  /** How many vulnerabilities were published up to the end of support, and up to now. */
  public record SeverityChange(String severity, long then, long now) {}

  /** How many affect the channel of those published up to a day. */
  public record Point(LocalDate day, long affected) {}

  /**
   * Vulnerabilities that affect the channel.
   *
   * @param publishedOn null: up to the end of support, or nobody knows
   */
  public record Published(String severity, @Nullable LocalDate publishedOn, long vulnerabilities) {}

  public Decline {
    severities = List.copyOf(severities);
    points = List.copyOf(points);
  }

  static Decline of(LocalDate endedOn, LocalDate today, List<Published> published) {
    List<SeverityChange> changes =
        ChannelSummary.SEVERITIES.stream()
            .map(
                severity -> {
                  List<Published> alike =
                      published.stream().filter(each -> each.severity().equals(severity)).toList();
                  return new SeverityChange(severity, upTo(alike, endedOn), upTo(alike, today));
                })
            .filter(change -> change.now() > 0 || !change.severity().equals("none"))
            .toList();
    return new Decline(endedOn, changes, points(endedOn, today, published));
  }

  /** By month, or by year where these are too many. */
  private static List<Point> points(LocalDate endedOn, LocalDate today, List<Published> published) {
    boolean isLong = endedOn.plusMonths(MOST_MONTHS).isBefore(today);
    int step = isLong ? MONTHS_OF_A_YEAR : 1;
    List<Point> points = new ArrayList<>();
    int steps = 0;
    for (LocalDate day = endedOn; day.isBefore(today); day = endedOn.plusMonths(steps)) {
      points.add(new Point(day, upTo(published, day)));
      steps += step;
    }
    points.add(new Point(today, upTo(published, today)));
    return points;
  }

  private static long upTo(List<Published> published, LocalDate day) {
    return published.stream()
        .filter(each -> each.publishedOn() == null || !each.publishedOn().isAfter(day))
        .mapToLong(Published::vulnerabilities)
        .sum();
  }

  public long then() {
    return severities.stream().mapToLong(SeverityChange::then).sum();
  }

  public long now() {
    return severities.stream().mapToLong(SeverityChange::now).sum();
  }

  /** How high a point stands in a picture of a height, which zero does not. */
  public long height(Point point, int whole) {
    long most = points.stream().mapToLong(Point::affected).max().orElse(0);
    return most == 0 ? 0 : Math.ceilDiv(point.affected() * whole, most);
  }
}
