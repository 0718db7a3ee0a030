package org.snowguard.server.suggestion;

import org.jdbi.v3.core.Jdbi;

/** Tells cheaply whether any suggestion may have changed. */
public final class SuggestionChanges {

  private final SuggestionChangeStore store;

  public SuggestionChanges(Jdbi jdbi) {
    store = new SuggestionChangeStore(jdbi);
  }

  /** Another text after every action of a person, and after every run of the matching. */
  public String stamp() {
    return store.stamp();
  }
}
