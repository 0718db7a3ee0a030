package org.snowguard.server.activity;

import org.jspecify.annotations.Nullable;

/**
 * Which entries of the log to read; null leaves a condition out.
 *
 * @param byPeople true for people's actions only, false for the machine's only
 * @param kindPrefix for example {@code suggestion.}
 */
public record EventFilter(
    @Nullable Long actor,
    @Nullable Boolean byPeople,
    @Nullable String kindPrefix,
    @Nullable String subjectKind,
    @Nullable Long subjectId,
    @Nullable Long vulnerabilityId,
    @Nullable Long projectId) {

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
