package org.snowguard.server.evaluation;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snowguard.formats.sources.AppliedSources;
import org.snowguard.server.ingest.Arrivals;
import org.snowguard.server.ingest.ImportCounts;
import org.snowguard.server.ingest.ImportRuns;
import org.snowguard.server.nixpkgs.Channel;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.nixpkgs.Snapshot;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Transactions;

/** What is known of each channel's patches and sources, and how more is learned. */
public final class Evaluations {

  private static final Logger log = LoggerFactory.getLogger(Evaluations.class);
  private static final String SOURCE = "evaluation";

  /** After that no node does the job any more: it is due each minute. */
  private static final Duration SILENCE = Duration.ofMinutes(10);

  private final Channels channels;
  private final EvaluationStore store;
  private final ImportRuns runs;
  private final Arrivals arrivals;
  private final Transactions transactions;
  private final EvaluationMeans means;
  private final Clock clock;

  Evaluations(
      Channels channels,
      Jdbi jdbi,
      ImportRuns runs,
      Arrivals arrivals,
      Transactions transactions,
      EvaluationMeans means,
      Clock clock) {
    this.channels = channels;
    store = new EvaluationStore(jdbi);
    this.runs = runs;
    this.arrivals = arrivals;
    this.transactions = transactions;
    this.means = means;
    this.clock = clock;
  }

  /** Who found something. */
  enum Origin {
    JOB,
    UPLOAD;

    String word() {
      return this == JOB ? "job" : "upload";
    }
  }

  /**
   * A channel whose revision is to be evaluated now.
   *
   * @param since when the channel came to stand there, here
   */
  record Due(Channel channel, String revision, Instant since, int failures) {}

  /**
   * All supported channels, and those past their end that stand at a revision; in the order of
   * pages.
   */
  public List<EvaluationStatus> list() {
    List<EvaluationStatus> found = new ArrayList<>();
    for (Channel channel : channels.all()) {
      EvaluationStatus status = status(channel, channels.current(channel));
      if (channel.supported() || status.revision() != null) {
        found.add(status);
      }
    }
    return found;
  }

  private EvaluationStatus status(Channel channel, Optional<Snapshot> snapshot) {
    @Nullable String revision = snapshot.map(Snapshot::revision).orElse(null);
    boolean isKnown = snapshot.map(Snapshot::patchesKnown).orElse(false);
    Optional<EvaluationStore.Standing> last = store.find(channel.id());
    Optional<EvaluationStore.Standing> ofThis =
        last.filter(standing -> standing.revision().equals(revision));
    String error = ofThis.map(EvaluationStore.Standing::error).orElse(null);
    return new EvaluationStatus(
        channel.name(),
        revision,
        isKnown,
        !isKnown && ofThis.map(EvaluationStore.Standing::failures).orElse(0) > 0,
        snapshot.isPresent()
            ? words(revision, isKnown, error)
            : "not known: none of the channel's packages are here yet",
        last.map(EvaluationStore.Standing::packages).orElse(0),
        last.map(EvaluationStore.Standing::unread).orElse(0),
        last.map(EvaluationStore.Standing::learnedAt).orElse(null),
        isKnown ? null : ofThis.map(EvaluationStore.Standing::retryAt).orElse(null));
  }

  private String words(@Nullable String revision, boolean isKnown, @Nullable String error) {
    if (isKnown) {
      return "known";
    }
    if (revision == null) {
      return "not known: the channel was read from a file that tells no revision";
    }
    if (error != null) {
      return error;
    }
    Optional<EvaluationStore.JobStanding> job =
        store.job(EvaluationJob.NAME).filter(this::isDoneByANode);
    if (job.isPresent()) {
      return job.get().paused() ? "waits: evaluating is paused" : "to be evaluated";
    }
    return switch (means) {
      case NIX -> "to be evaluated";
      case NO_NIX ->
          "waits for an upload: there is no nix-instantiate on this machine's PATH, and no other"
              + " machine evaluates";
      case OFF -> "waits for an upload: this server evaluates nothing itself";
    };
  }

  private boolean isDoneByANode(EvaluationStore.JobStanding job) {
    Instant seenAt = job.seenAt();
    return seenAt != null && seenAt.isAfter(clock.instant().minus(SILENCE));
  }

  /** Channels to be evaluated now; the last revision of one past its end is among them once. */
  List<Due> due() {
    Instant now = clock.instant();
    return channels.all().stream().flatMap(channel -> due(channel, now).stream()).toList();
  }

  private Optional<Due> due(Channel channel, Instant now) {
    Snapshot snapshot = channels.current(channel).orElse(null);
    String revision = snapshot == null ? null : snapshot.revision();
    if (snapshot == null || snapshot.patchesKnown() || revision == null) {
      return Optional.empty();
    }
    Optional<EvaluationStore.Standing> last =
        store.find(channel.id()).filter(standing -> standing.revision().equals(revision));
    if (last.isEmpty()) {
      return Optional.of(new Due(channel, revision, snapshot.importedAt(), 0));
    }
    Instant retryAt = last.get().retryAt();
    boolean isTime = retryAt == null ? last.get().failures() == 0 : !retryAt.isAfter(now);
    return isTime
        ? Optional.of(new Due(channel, revision, snapshot.importedAt(), last.get().failures()))
        : Optional.empty();
  }

  /**
   * Notes a try that came to nothing, unless the channel has advanced or its patches have become
   * known meanwhile.
   *
   * @param retryAt null: not to be tried again with this revision
   */
  void failed(Due due, int failures, String words, @Nullable Instant retryAt) {
    log.warn("Evaluating {} at {}: {}", due.channel().name(), due.revision(), words);
    transactions.run(
        () -> {
          if (isWanted(due)) {
            store.failed(
                due.channel().id(), due.revision(), failures, words, retryAt, clock.instant());
          }
        });
  }

  private boolean isWanted(Due due) {
    return channels
        .current(due.channel())
        .filter(snapshot -> due.revision().equals(snapshot.revision()) && !snapshot.patchesKnown())
        .isPresent();
  }

  /**
   * The channel, if it stands at this revision.
   *
   * @throws Conflict if it stands at another one
   */
  Channel requireStandingAt(String name, String revision) {
    Channel channel =
        channels
            .find(name)
            .orElseThrow(
                () ->
                    new NotFound(
                        Findings.TAKING,
                        "channel \"" + name + "\"",
                        "see /channels for those here."));
    String current = channels.current(channel).map(Snapshot::revision).orElse(null);
    if (!revision.equals(current)) {
      throw superseded(channel, revision, current);
    }
    return channel;
  }

  private static Conflict superseded(Channel channel, String revision, @Nullable String current) {
    return new Conflict(
        Findings.TAKING,
        "revision " + revision + " of " + channel.name(),
        current == null
            ? "no revision is known of the channel here, so that nothing can be told to be of it."
            : "the channel stands at %s here: evaluate that one.".formatted(current));
  }

  /**
   * Takes what an evaluation found, as more knowledge of the channel's packages; the same once more
   * changes nothing. One at a time: a file is held in memory while it is read.
   *
   * @param name what the file is called to people
   */
  synchronized EvaluationTaken take(
      Channel channel, String revision, Path file, String name, Origin origin) {
    Findings findings = Findings.of(file, name);
    EvaluationTaken taken =
        transactions.call(
            () -> {
              boolean isKnown = isCurrent(channel, findings);
              EvaluationTaken learned = learn(channel, revision, findings, name);
              if (!isKnown) {
                note(channel, findings, learned, origin);
              }
              return learned;
            });
    log.info("Evaluated: {}", taken);
    arrivals.recordsArrived();
    return taken;
  }

  private boolean isCurrent(Channel channel, Findings findings) {
    return channels
        .current(channel)
        .map(snapshot -> findings.fingerprint().equals(snapshot.sourcesFingerprint()))
        .orElse(false);
  }

  private EvaluationTaken learn(Channel channel, String revision, Findings findings, String name) {
    AtomicReference<@Nullable AppliedSources> applied = new AtomicReference<>();
    Optional<Channels.SnapshotChange> change =
        channels.learn(
            channel,
            revision,
            findings.fingerprint(),
            packages -> {
              AppliedSources found = findings.applyTo(packages, known(channel), name);
              applied.set(found);
              return found.channel();
            });
    AppliedSources found = applied.get();
    if (change.isEmpty() || found == null) {
      String current = channels.current(channel).map(Snapshot::revision).orElse(null);
      throw superseded(channel, revision, current);
    }
    return counted(channel, revision, findings, found, change.get().changed());
  }

  /** Of how many packages patches are known, be it from an earlier revision. */
  private int known(Channel channel) {
    return channels
        .current(channel)
        .map(snapshot -> snapshot.packages() - snapshot.patchesUnread())
        .orElse(0);
  }

  private static EvaluationTaken counted(
      Channel channel, String revision, Findings findings, AppliedSources found, int changed) {
    return new EvaluationTaken(
        channel.name(),
        revision,
        found.channel().packages().size(),
        found.applied(),
        found.stale(),
        found.withoutPackage(),
        findings.read().bad(),
        changed,
        findings.problems());
  }

  private void note(Channel channel, Findings findings, EvaluationTaken taken, Origin origin) {
    store.learned(
        channel.id(),
        taken.revision(),
        origin.word(),
        taken.applied(),
        taken.unread(),
        clock.instant());
    long run = runs.begin(SOURCE, channel.name(), findings.fingerprint());
    runs.finish(
        run,
        new ImportCounts(taken.applied(), taken.changed(), 0, taken.unread()),
        findings.readingProblems());
  }
}
