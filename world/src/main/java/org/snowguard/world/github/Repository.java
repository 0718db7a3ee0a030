package org.snowguard.world.github;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The issues and pull requests of a repository. What tests do here by a method, and what comes by
 * the API, is one: both move the timeline and the webhooks.
 */
public final class Repository {

  private static final Pattern REFERENCE = Pattern.compile("(?<![\\w/])#([1-9][0-9]*)\\b");
  private static final Pattern CLOSING =
      Pattern.compile("(?i)\\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):? #([1-9][0-9]*)\\b");

  private final String name;
  private final Clock clock;
  private final People people;
  private final Events events;
  private final Map<Integer, Issue> issues = new TreeMap<>();
  private final Map<Long, Comment> comments = new TreeMap<>();
  private final Map<Integer, List<TimelineEvent>> timelines = new TreeMap<>();
  private final Map<Integer, List<String>> files = new TreeMap<>();
  private final Set<String> labels = new TreeSet<>();
  private int lastNumber;
  private long lastId = 7_000_000_000L;

  /**
   * @param name with its owner, such as NixOS/nixpkgs
   */
  Repository(String name, Clock clock, People people, Events events) {
    this.name = name;
    this.clock = clock;
    this.people = people;
    this.events = events;
  }

  /** With its owner. */
  public String name() {
    return name;
  }

  /** The next issue has a number greater than this. */
  public synchronized void countFrom(int number) {
    lastNumber = Math.max(lastNumber, number);
  }

  /** All issues and pull requests by number. */
  public synchronized List<Issue> issues() {
    return List.copyOf(issues.values());
  }

  /** One by its number. */
  public synchronized Optional<Issue> issue(int number) {
    return Optional.ofNullable(issues.get(number));
  }

  /** The comments on one, oldest first. */
  public synchronized List<Comment> comments(int number) {
    return comments.values().stream().filter(one -> one.issue() == number).toList();
  }

  synchronized Optional<Comment> comment(long id) {
    return Optional.ofNullable(comments.get(id));
  }

  synchronized List<TimelineEvent> timeline(int number) {
    return List.copyOf(timelines.getOrDefault(number, List.of()));
  }

  synchronized Set<String> labels() {
    return Set.copyOf(labels);
  }

  /** Opens an issue. */
  public synchronized Issue open(User author, String title, String body, String... withLabels) {
    return open(author, title, body, List.of(withLabels), null);
  }

  /** Opens a pull request. */
  public synchronized Issue openPull(
      User author, String title, String body, String head, String base) {
    return open(author, title, body, List.of(), new Issue.Pull(head, base, null, null));
  }

  /** Opens the pull request that brings another one to a release, as the backport action does. */
  public synchronized Issue openBackport(User bot, int original, String branch) {
    Issue of = existing(original);
    return open(
        bot,
        "[Backport %s] %s".formatted(branch, of.title()),
        "Bot-based backport to `%s`, triggered by a label in #%d.".formatted(branch, original),
        List.of(),
        new Issue.Pull("backport-%d-to-%s".formatted(original, branch), branch, null, null));
  }

  /** A pull request changes these files from now on. */
  public synchronized void change(int number, List<String> paths) {
    existing(number);
    files.put(number, List.copyOf(paths));
  }

  synchronized List<String> files(int number) {
    return files.getOrDefault(number, List.of());
  }

  private Issue open(
      User author, String title, String body, List<String> withLabels, Issue.@Nullable Pull pull) {
    Instant now = now();
    labels.addAll(withLabels);
    Issue issue =
        new Issue(
            ++lastId,
            ++lastNumber,
            title,
            body,
            true,
            null,
            author.id(),
            List.copyOf(new LinkedHashSet<>(withLabels)),
            0,
            now,
            now,
            null,
            0,
            pull);
    issues.put(issue.number(), issue);
    withLabels.forEach(label -> line(issue.number(), "labeled", author, label, 0));
    refer(issue.number(), author, body);
    events.issue("opened", this, issue, null, author, "");
    withLabels.forEach(label -> events.issue("labeled", this, issue, issue, author, label));
    return issue;
  }

  /** Changes title and body. */
  public synchronized Issue edit(int number, User actor, String title, String body) {
    Issue before = existing(number);
    if (title.equals(before.title()) && body.equals(before.body())) {
      return before;
    }
    if (!title.equals(before.title())) {
      line(number, "renamed", actor, before.title(), 0);
    }
    refer(number, actor, body);
    return changed(number, "edited", actor, "", issue -> issue.words(title, body, now()));
  }

  /**
   * Closes one that is open.
   *
   * @param reason completed, not_planned or duplicate
   * @param commit that closed it, or null
   */
  public synchronized Issue close(int number, User actor, String reason, @Nullable String commit) {
    if (!existing(number).isOpen()) {
      return existing(number);
    }
    line(number, "closed", actor, commit, 0);
    return changed(number, "closed", actor, "", issue -> issue.closed(reason, actor.id(), now()));
  }

  /** Opens one that is closed. */
  public synchronized Issue reopen(int number, User actor) {
    if (existing(number).isOpen()) {
      return existing(number);
    }
    line(number, "reopened", actor, null, 0);
    return changed(number, "reopened", actor, "", issue -> issue.reopened(now()));
  }

  /** Has these labels and no other from now on. */
  public synchronized Issue label(int number, User actor, Set<String> all) {
    Set<String> before = new LinkedHashSet<>(existing(number).labels());
    labels.addAll(all);
    Issue issue = existing(number);
    for (String gone : before) {
      if (!all.contains(gone)) {
        line(number, "unlabeled", actor, gone, 0);
        issue = changed(number, "unlabeled", actor, gone, one -> one.labelled(all, now()));
      }
    }
    for (String added : all) {
      if (!before.contains(added)) {
        line(number, "labeled", actor, added, 0);
        issue = changed(number, "labeled", actor, added, one -> one.labelled(all, now()));
      }
    }
    return issue;
  }

  /** Writes a comment. */
  public synchronized Comment comment(int number, User author, String body) {
    Instant now = now();
    Comment comment = new Comment(++lastId, existing(number).number(), author.id(), body, now, now);
    comments.put(comment.id(), comment);
    refer(number, author, body);
    Issue issue = existing(number).commented(comments(number).size(), now);
    issues.put(number, issue);
    events.comment("created", this, issue, comment, null, author);
    return comment;
  }

  /** Changes what a comment says. */
  public synchronized Comment editComment(long id, User actor, String body) {
    Comment was = Objects.requireNonNull(comments.get(id));
    Comment is = new Comment(id, was.issue(), was.author(), body, was.createdAt(), now());
    comments.put(id, is);
    events.comment("edited", this, existing(was.issue()), is, was.body(), actor);
    return is;
  }

  /** Removes a comment. */
  public synchronized void deleteComment(long id, User actor) {
    Comment was = Objects.requireNonNull(comments.remove(id));
    Issue issue = existing(was.issue()).commented(comments(was.issue()).size(), now());
    issues.put(was.issue(), issue);
    events.comment("deleted", this, issue, was, was.body(), actor);
  }

  /**
   * Merges a pull request; issues that its text closes are closed, if it is for the main branch.
   */
  public synchronized Issue merge(int number, User actor, String commit) {
    Issue.Pull pull = Objects.requireNonNull(existing(number).pull(), "it is no pull request");
    issues.put(number, existing(number).merged(commit, now()));
    line(number, "merged", actor, commit, 0);
    Issue merged = close(number, actor, "completed", commit);
    if (pull.base().equals("master")) {
      Matcher closing = CLOSING.matcher(merged.body());
      while (closing.find()) {
        int closed = Integer.parseInt(closing.group(1));
        if (issues.containsKey(closed)) {
          close(closed, actor, "completed", commit);
        }
      }
    }
    return merged;
  }

  private void refer(int from, User actor, String body) {
    Matcher references = REFERENCE.matcher(body);
    while (references.find()) {
      int to = Integer.parseInt(references.group(1));
      if (to != from && issues.containsKey(to)) {
        line(to, "cross-referenced", actor, null, from);
      }
    }
  }

  private void line(int number, String kind, User actor, @Nullable String detail, int source) {
    timelines
        .computeIfAbsent(number, none -> new ArrayList<>())
        .add(new TimelineEvent(++lastId, kind, actor.id(), now(), detail, source));
  }

  private Issue changed(
      int number, String action, User actor, String detail, UnaryOperator<Issue> change) {
    Issue before = existing(number);
    Issue issue = change.apply(before);
    issues.put(number, issue);
    events.issue(action, this, issue, before, actor, detail);
    return issue;
  }

  private Issue existing(int number) {
    Issue issue = issues.get(number);
    if (issue == null) {
      throw new IllegalArgumentException("There is no issue #%d in %s.".formatted(number, name));
    }
    return issue;
  }

  People people() {
    return people;
  }

  /** GitHub's times have no parts of a second. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
