package org.snowguard.server.browse.answer;

import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.remediation.status.StatusRow;

/** Answers for the tops of pages. */
public final class Answering {

  private final AnswerStore store;

  public Answering(Jdbi jdbi) {
    store = new AnswerStore(jdbi);
  }

  /**
   * About one vulnerability, also one that concerns nothing in nixpkgs.
   *
   * @param matched whether the matcher has looked at it in its present form
   * @param rows where it stands now
   */
  public Answers ofVulnerability(long id, boolean rejected, boolean matched, List<StatusRow> rows) {
    return new FlawAnswers(
            rejected, matched, store.lookedAt(id), store.channels(), store.carried(id), rows)
        .answers();
  }

  /** Of a package of a project, by channel. */
  public List<InChannel> ofPackage(long projectId, String attribute) {
    return store.ofPackages(projectId, List.of(attribute));
  }

  /** Of all packages of a project, by channel. */
  public List<InChannel> ofProject(long projectId) {
    return store.ofProject(projectId);
  }

  /** What the newest snapshot of a channel made worse or better, the worse first. */
  public List<Moved> moved(int channelId, int limit) {
    return store.moved(channelId, limit);
  }
}
