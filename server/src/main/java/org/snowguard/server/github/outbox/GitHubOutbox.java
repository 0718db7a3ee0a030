package org.snowguard.server.github.outbox;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.github.PublishMode;
import org.snowguard.server.web.BadInput;

/**
 * Effects that leave for GitHub. Every call joins the caller's transaction; what is put in is
 * delivered once, however often it is tried, to the repository that was set when it was put in. The
 * same subject put in twice is one effect, whose text is that of the first time, except for {@link
 * #editBody}.
 */
public final class GitHubOutbox {

  /** GitHub refuses longer bodies. */
  public static final int BODY_LIMIT = 65_536;

  /** What the outbox itself adds to a body, at most. */
  public static final int MARKER_ROOM = 256;

  private static final int SHOWN = 20;
  private static final int TITLE_LIMIT = 256;
  private static final Pattern SUBJECT = Pattern.compile("[a-z0-9][a-z0-9/._-]{0,99}");

  private final OutboxStore store;
  private final PublishMode mode;
  private final Clock clock;

  /**
   * @param mode what holds in dry-run leaves at once for where it ends: into our own pages
   * @param repository where it goes, as {@code owner/name}; null: there is none yet
   */
  GitHubOutbox(Jdbi jdbi, PublishMode mode, @Nullable String repository, Clock clock) {
    store = new OutboxStore(jdbi, repository);
    this.mode = mode;
    this.clock = clock;
  }

  /**
   * Opens a GitHub issue.
   *
   * @param subject our stable key, such as {@code issue/12}
   */
  public void openIssue(String subject, String title, OutgoingText body, List<String> labels) {
    if (title.isBlank() || title.length() > TITLE_LIMIT) {
      throw bad(subject, "a GitHub issue's title has 1 to %d characters.".formatted(TITLE_LIMIT));
    }
    check(subject, body);
    store.insert(subject, Delivery.Kind.OPEN_ISSUE, title, null, body, labels, clock.instant());
    withholdAtOnce(subject, body);
  }

  /**
   * Comments on a GitHub issue.
   *
   * @param subject our stable key of this comment, such as {@code issue/12/fixed}
   */
  public void comment(String subject, long number, OutgoingText body) {
    check(subject, body);
    store.insert(subject, Delivery.Kind.COMMENT, null, number, body, List.of(), clock.instant());
    withholdAtOnce(subject, body);
  }

  /**
   * Writes a GitHub issue's body anew. Put in again under its subject, the newer text counts.
   *
   * @param subject our stable key of this body, such as {@code issue/12/body}
   */
  public void editBody(String subject, long number, OutgoingText body) {
    check(subject, body);
    store.replace(subject, number, body, clock.instant());
    withholdAtOnce(subject, body);
  }

  /**
   * Sets a label on an issue or pull request: once for a subject, and not if it stands there or
   * somebody ever took it away.
   *
   * @param subject our stable key of it, such as {@code backport/12/release-26.05}
   */
  public void addLabel(String subject, long number, String label) {
    OutgoingText shown = OutgoingText.of(label);
    check(subject, shown);
    store.insert(
        subject, Delivery.Kind.ADD_LABEL, null, number, shown, List.of(label), clock.instant());
    withholdAtOnce(subject, shown);
  }

  /** What was put in under this subject. */
  public Optional<Delivery> of(String subject) {
    return store.find(subject);
  }

  /** What has not been delivered yet, in the order in which it is. */
  public List<Delivery> waiting(int limit) {
    return store.waiting(limit);
  }

  /** Lets what a mode held back leave after all, at its turn, by the mode that then holds. */
  public void release(String subject) {
    store.release(subject, clock.instant());
  }

  /** What was given up of this subject and of those below it, such as its comments. */
  public List<Delivery> givenUp(String subject) {
    return store.givenUp(subject, SHOWN);
  }

  private void withholdAtOnce(String subject, OutgoingText body) {
    if (mode == PublishMode.DRY_RUN) {
      store.withhold(subject, mode, Rendering.plain(body));
    }
  }

  private static void check(String subject, OutgoingText body) {
    if (!SUBJECT.matcher(subject).matches()) {
      throw bad(subject, "a subject has up to 100 of a-z, 0-9, / . _ and -.");
    }
    if (body.longest() > BODY_LIMIT - MARKER_ROOM) {
      throw bad(
          subject,
          "fold or split the text: with names of any length it may have %,d characters, GitHub takes %,d."
              .formatted(body.longest(), BODY_LIMIT - MARKER_ROOM));
    }
  }

  private static BadInput bad(String subject, String advice) {
    return new BadInput("putting something into the outbox for GitHub", subject, advice);
  }
}
