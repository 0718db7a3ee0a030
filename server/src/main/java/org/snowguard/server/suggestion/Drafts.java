package org.snowguard.server.suggestion;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where accepted suggestions go. Every call joins the caller's transaction. */
public interface Drafts {

  /**
   * An issue that is not published yet.
   *
   * @param title as it stands now
   */
  record Draft(long issueId, String title) {}

  /** What is put into a draft. */
  record Subject(
      long suggestionId,
      long vulnerabilityId,
      String publicId,
      String headline,
      long projectId,
      String projectSlug) {}

  /**
   * Makes a new draft of one suggestion.
   *
   * @param actor number of the account, or null: a standing rule
   */
  Draft open(Subject subject, @Nullable Long actor);

  /**
   * Adds a suggestion to a draft of the same project.
   *
   * @param actor number of the account, or null: a standing rule
   * @throws org.snowguard.server.web.Conflict if it is no open draft of that project any more
   */
  Draft extend(long issueId, Subject subject, @Nullable Long actor);

  /**
   * Takes a suggestion out of its draft; a draft that holds nothing else is gone.
   *
   * @throws org.snowguard.server.web.Conflict if it was published meanwhile
   */
  void remove(long suggestionId, long actor);

  /**
   * Takes a suggestion that came back by itself out of its draft. What was published stays, flagged
   * by where the suggestion stands.
   */
  void release(long suggestionId);

  /** Whether a suggestion is in an issue that is not published yet. */
  boolean isInDraft(long suggestionId);

  /** Lets the title of a suggestion's draft, if it is in one, follow what it holds now. */
  void retitle(long suggestionId);

  /** Open drafts of some projects, the newest first; a project that has none is left out. */
  Map<Long, List<Draft>> openOf(Collection<Long> projectIds);

  /** Open drafts of a project, the newest first. */
  default List<Draft> openOf(long projectId) {
    return openOf(List.of(projectId)).getOrDefault(projectId, List.of());
  }
}
