package org.snowguard.server.publication;

import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** The kept forms for commands, which make nothing anew. */
public final class PublishedForms {

  private final ItemStore items;

  private PublishedForms(ItemStore items) {
    this.items = items;
  }

  public static PublishedForms in(Jdbi jdbi) {
    return new PublishedForms(new ItemStore(jdbi));
  }

  /** All of a kind, by key. */
  public List<PublishedItem> all(String kind) {
    return items.all(kind);
  }
}
