package org.snowguard.server.publication.report;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What happened to public issues in a week.
 *
 * @param week {@code 2026-W47}
 * @param channel of which alone it tells, or null: of all
 * @param over false while it runs: then this is how far it has come
 * @param published in that week
 * @param fixed whose fix reached a channel in that week, whether or not they are closed; empty in
 *     roundups that were written before it was told
 * @param closed in that week
 * @param open how many of each severity are open in each supported channel
 * @param oldest those that are open for longest
 * @param backports open in a release, and in no channel that follows master
 * @param thanks who did something for them that week and wants to be named
 */
public record Roundup(
    String week,
    @Nullable String channel,
    boolean over,
    Instant from,
    Instant until,
    List<Line> published,
    List<Line> fixed,
    List<Line> closed,
    List<OpenIn> open,
    List<Line> oldest,
    List<Line> backports,
    List<String> thanks) {

  public Roundup {
    published = List.copyOf(published);
    // Kept bodies of an older form lack it.
    fixed = Objects.requireNonNullElse(fixed, List.<Line>of()).stream().toList();
    closed = List.copyOf(closed);
    open = List.copyOf(open);
    oldest = List.copyOf(oldest);
    backports = List.copyOf(backports);
    thanks = List.copyOf(thanks);
  }

  Roundup thanking(List<String> names) {
    return new Roundup(
        week, channel, over, from, until, published, fixed, closed, open, oldest, backports, names);
  }

  /** What it tells of one channel; who took part is told of the whole only. */
  public Roundup in(String wanted) {
    List<OpenIn> there = open.stream().filter(one -> one.channel().equals(wanted)).toList();
    return new Roundup(
        week,
        wanted,
        over,
        from,
        until,
        naming(wanted, published),
        naming(wanted, fixed),
        naming(wanted, closed),
        there,
        there.stream().flatMap(one -> one.oldest().stream()).toList(),
        naming(wanted, backports),
        List.of());
  }

  private static List<Line> naming(String channel, List<Line> lines) {
    return lines.stream()
        .filter(line -> line.channels().contains(channel))
        .map(line -> line.in(List.of(channel)))
        .toList();
  }

  /**
   * An issue.
   *
   * @param severity of its gravest vulnerability, or null
   * @param channels in which it is open; of a fix those that it reached in the week, of a backport
   *     those that want it
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
      Instant at) {

    Line in(List<String> fewer) {
      return new Line(id, url, title, severity, flaws, fewer, closedAs, at);
    }
  }

  /**
   * Open issues of a channel.
   *
   * @param oldest those that are open for longest, at most ten
   */
  public record OpenIn(
      String channel,
      int critical,
      int high,
      int medium,
      int low,
      int notStated,
      List<Line> oldest) {

    public OpenIn {
      // Kept bodies of an older form lack it.
      oldest = Objects.requireNonNullElse(oldest, List.<Line>of()).stream().toList();
    }

    public int total() {
      return critical + high + medium + low + notStated;
    }
  }
}
