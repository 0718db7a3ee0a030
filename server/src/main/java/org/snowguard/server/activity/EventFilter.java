package org.snowguard.server.activity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the log to read; null leaves a condition out.
 *
 * @param byPeople true for people's actions only, false for the machine's only
 * @param kindPrefix for example {@code suggestion.}
 * @param leftOut first words of kinds that are left out, for example {@code proposal}
 */
public record EventFilter(
    @Nullable Long actor,
    @Nullable Boolean byPeople,
    @Nullable String kindPrefix,
    @Nullable String subjectKind,
    @Nullable Long subjectId,
    @Nullable Long vulnerabilityId,
    @Nullable Long projectId,
    List<String> leftOut) {

  public EventFilter {
    leftOut = List.copyOf(leftOut);
  }

  /** Leaves no kind out. */
  public EventFilter(
      @Nullable Long actor,
      @Nullable Boolean byPeople,
      @Nullable String kindPrefix,
      @Nullable String subjectKind,
      @Nullable Long subjectId,
      @Nullable Long vulnerabilityId,
      @Nullable Long projectId) {
    this(
        actor, byPeople, kindPrefix, subjectKind, subjectId, vulnerabilityId, projectId, List.of());
  }

  /** Without kinds of which these are the first words. */
  public EventFilter without(List<String> firstWords) {
    return new EventFilter(
        actor,
        byPeople,
        kindPrefix,
        subjectKind,
        subjectId,
        vulnerabilityId,
        projectId,
        firstWords);
  }

  public static final EventFilter ALL = new EventFilter(null, null, null, null, null, null, null);

  public static EventFilter ofVulnerability(long id) {
    return new EventFilter(null, null, null, null, null, id, null);
  }

  public static EventFilter ofProject(long id) {
    return new EventFilter(null, null, null, null, null, null, id);
  }

  public static EventFilter ofSubject(String kind, long id) {
    return new EventFilter(null, null, null, kind, id, null, null);
  }
}
