package org.snowguard.server.remediation.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a channel shipped of one package, and when: the steps from the oldest to what stands there
 * now.
 */
record ShippedTimes(List<Step> steps) {

  /**
   * A package from one snapshot on.
   *
   * @param affected whether these very facts are judged affected
   * @param isNow whether it still stands there
   */
  record Step(
      @Nullable String version, long factsId, Instant since, boolean affected, boolean isNow) {

    private Step unaffected() {
      return new Step(version, factsId, since, false, isNow);
    }
  }

  ShippedTimes {
    steps = List.copyOf(steps);
  }

  /**
   * The same for a vulnerability that became public at a moment. Whoever had left the affected
   * versions by then never waited for a fix: nothing counts as affected.
   */
  ShippedTimes knownSince(Instant publicAt) {
    for (int i = 0; i < steps.size(); i++) {
      boolean hadLeft = i + 1 < steps.size() && !steps.get(i + 1).since().isAfter(publicAt);
      if (steps.get(i).affected() && !hadLeft) {
        return this;
      }
    }
    return new ShippedTimes(steps.stream().map(Step::unaffected).toList());
  }

  boolean isShipped() {
    return !steps.isEmpty() && steps.getLast().isNow();
  }

  /** Since when the facts are what they are: version, patches, known vulnerabilities. */
  @Nullable Instant factsSince() {
    Instant since = null;
    for (Step step : steps.reversed()) {
      if (step.factsId() != steps.getLast().factsId()) {
        break;
      }
      since = step.since();
    }
    return since;
  }

  /** Since when the version is what it is. */
  @Nullable Instant versionSince() {
    Instant since = null;
    for (Step step : steps.reversed()) {
      if (!Objects.equals(step.version(), steps.getLast().version())) {
        break;
      }
      since = step.since();
    }
    return since;
  }

  /** What was affected before the step that stands now, the oldest first. */
  private List<Step> affected() {
    return steps.stream().filter(Step::affected).toList();
  }

  /** The last version that was affected, if that is not the one that stands there now. */
  @Nullable String earlierAffected() {
    List<Step> affected = affected();
    if (affected.isEmpty()) {
      return null;
    }
    String version = affected.getLast().version();
    return Objects.equals(version, steps.getLast().version()) ? null : version;
  }

  /**
   * When the package first stood there at a version that is affected.
   *
   * @param openNow whether the version that stands there now counts
   */
  @Nullable Instant affectedSince(boolean openNow) {
    List<Step> counted = new ArrayList<>(affected());
    if (openNow && isShipped()) {
      steps.stream()
          .filter(step -> Objects.equals(step.version(), steps.getLast().version()))
          .forEach(counted::add);
    }
    return counted.stream().map(Step::since).min(Instant::compareTo).orElse(null);
  }

  /** When what followed the last affected version came; null where none was. */
  @Nullable Instant leftAffectedAt() {
    Instant left = null;
    boolean wasAffected = false;
    for (Step step : steps) {
      if (wasAffected && !step.affected()) {
        left = step.since();
      }
      wasAffected = step.affected();
    }
    return left;
  }
}
