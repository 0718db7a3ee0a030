package org.snowguard.formats.osv;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.record.VersionStatement;
import org.snowguard.core.record.VersionStatus;
import org.snowguard.core.version.Order;
import org.snowguard.core.version.ParsedVersion;
import org.snowguard.core.version.VersionOrder;
import org.snowguard.core.version.VersionScheme;
import org.snowguard.formats.json.Located;

/**
 * The events of one range as spans of versions (OSV schema, {@code affected[].ranges[]}): sorted by
 * the ecosystem's order, each span from an introduction to what ends it first.
 *
 * @param type how versions compare, in the words of {@link VersionScheme#fromVersionType}
 */
record EventRange(@Nullable String type, List<Event> events, List<String> limits) {
  private static final String COMMITS = "git";
  private static final String START = "0";

  /**
   * A version of Go's that stands for a commit without a tag (go.dev/ref/mod, pseudo-versions).
   * Twelve digits of the commit are the rule, and written by hand it is broken.
   */
  private static final Pattern PSEUDO_VERSION =
      Pattern.compile("\\d{14}-([0-9a-f]{7,40})(?:\\+incompatible)?$");

  /** {@code 1.22.0-0}: the least version that is a pre-release of 1.22.0. */
  private static final Pattern BEFORE_ANY_PRE_RELEASE = Pattern.compile("-0$");

  /** More than the longest histories have: sorting such a range by pairs would never end. */
  private static final int MOST_EVENTS = 1_000;

  enum Kind {
    INTRODUCED,
    FIXED,
    LAST_AFFECTED
  }

  record Event(Kind kind, String version) {
    boolean isStart() {
      return version.equals(START);
    }
  }

  static EventRange of(Located range, @Nullable String ecosystem) {
    String type = range.text("type");
    List<Event> events = new ArrayList<>();
    List<String> limits = new ArrayList<>();
    for (Located event : range.get("events").itemsOrSelf()) {
      add(events, Kind.INTRODUCED, event.text("introduced"));
      add(events, Kind.FIXED, event.text("fixed"));
      add(events, Kind.LAST_AFFECTED, event.text("last_affected"));
      String limit = event.text("limit");
      if (limit != null && !limit.equals("*")) {
        limits.add(limit);
      }
    }
    return new EventRange(
        "GIT".equals(type) ? COMMITS : ecosystem == null ? "semver" : ecosystem, events, limits);
  }

  private static void add(List<Event> events, Kind kind, @Nullable String version) {
    if (version != null) {
      events.add(new Event(kind, BEFORE_ANY_PRE_RELEASE.matcher(version.strip()).replaceFirst("")));
    }
  }

  boolean isOfCommits() {
    return COMMITS.equals(type);
  }

  /**
   * A statement for each span; commits stay in the order given, as nothing here can sort them. Of
   * too many events nothing is said.
   */
  List<VersionStatement> statements() {
    if (events.size() > MOST_EVENTS || limits.size() > MOST_EVENTS) {
      return List.of(commits(START, null));
    }
    List<VersionStatement> statements = new ArrayList<>();
    String limit = isOfCommits() ? null : greatestLimit();
    Event open = null;
    for (Event event : isOfCommits() ? events : sorted()) {
      switch (event.kind()) {
        case INTRODUCED -> open = open == null ? event : open;
        case FIXED, LAST_AFFECTED -> {
          if (open != null) {
            statements.add(span(open, event, limit));
          }
          open = null;
        }
      }
    }
    if (open != null) {
      statements.add(span(open, null, limit));
    }
    return statements;
  }

  private VersionStatement span(Event from, @Nullable Event to, @Nullable String limit) {
    if (isOfCommits()) {
      return commits(from.version(), to == null ? null : to.version());
    }
    String pseudo = pseudo(from, to);
    if (pseudo != null) {
      return commits(START, pseudo);
    }
    if (limit != null && (to == null || isLess(limit, to.version()))) {
      return statement(from.version(), limit, null);
    }
    return to == null
        ? statement(from.version(), null, "*")
        : to.kind() == Kind.FIXED
            ? statement(from.version(), to.version(), null)
            : statement(from.version(), null, to.version());
  }

  /**
   * The commit of a pseudo-version: its number says where Go found the last tag, not which release
   * has the commit, so it bounds no release.
   */
  private static @Nullable String pseudo(Event from, @Nullable Event to) {
    for (Event event : to == null ? List.of(from) : List.of(to, from)) {
      Matcher matcher = PSEUDO_VERSION.matcher(event.version());
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    return null;
  }

  private VersionStatement statement(
      String from, @Nullable String lessThan, @Nullable String upTo) {
    return new VersionStatement(from, VersionStatus.AFFECTED, lessThan, upTo, type, List.of());
  }

  private static VersionStatement commits(String from, @Nullable String to) {
    return new VersionStatement(from, VersionStatus.AFFECTED, to, null, COMMITS, List.of());
  }

  /** By insertion: where two versions have no defined order, they stay as the record has them. */
  private List<Event> sorted() {
    VersionScheme scheme = VersionScheme.fromVersionType(type);
    List<Placed> sorted = new ArrayList<>();
    for (Event event : events) {
      Placed placed = new Placed(event, ParsedVersion.parse(event.version(), scheme));
      int place = sorted.size();
      while (place > 0 && placed.isBefore(sorted.get(place - 1))) {
        place--;
      }
      sorted.add(place, placed);
    }
    return sorted.stream().map(Placed::event).toList();
  }

  private record Placed(Event event, ParsedVersion version) {
    boolean isBefore(Placed other) {
      return !other.event.isStart()
          && (event.isStart() || VersionOrder.compare(version, other.version) == Order.LESS);
    }
  }

  private @Nullable String greatestLimit() {
    return limits.stream().reduce((one, other) -> isLess(one, other) ? other : one).orElse(null);
  }

  private boolean isLess(String version, String other) {
    VersionScheme scheme = VersionScheme.fromVersionType(type);
    return VersionOrder.compare(
            ParsedVersion.parse(version, scheme), ParsedVersion.parse(other, scheme))
        == Order.LESS;
  }
}
