package org.snowguard.server.publication.report;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to public issues in a week.
 *
 * @param week {@code 2026-W47}
 * @param over false while it runs: then this is how far it has come
 * @param published in that week
 * @param closed in that week
 * @param open how many of each severity are open in each supported channel
 * @param oldest those that are open for longest
 * @param backports fixed in unstable, and open in a release
 * @param thanks who did something for them that week and wants to be named
 */
public record Roundup(
    String week,
    boolean over,
    Instant from,
    Instant until,
    List<Line> published,
    List<Line> closed,
    List<OpenIn> open,
    List<Line> oldest,
    List<Line> backports,
    List<String> thanks) {

  public Roundup {
    published = List.copyOf(published);
    closed = List.copyOf(closed);
    open = List.copyOf(open);
    oldest = List.copyOf(oldest);
    backports = List.copyOf(backports);
    thanks = List.copyOf(thanks);
  }

  Roundup thanking(List<String> names) {
    return new Roundup(week, over, from, until, published, closed, open, oldest, backports, names);
  }

  /**
   * An issue.
   *
   * @param severity of its gravest vulnerability, or null
   * @param channels in which it is open, or of a backport those that want it
   * @param closedAs null unless closed
   */
  public record Line(
      String id,
      String url,
      String title,
      @Nullable String severity,
      List<String> flaws,
      List<String> channels,
      @Nullable String closedAs,
      Instant at) {}

  /** Open issues of a channel. */
  public record OpenIn(String channel, int critical, int high, int medium, int low, int notStated) {
    public int total() {
      return critical + high + medium + low + notStated;
    }
  }
}
