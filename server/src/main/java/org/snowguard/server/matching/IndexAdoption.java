package org.snowguard.server.matching;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snowguard.core.match.IndexDifference;
import org.snowguard.core.match.IndexPart;
import org.snowguard.core.match.LookupKeys;
import org.snowguard.server.web.Transactions;

/**
 * Makes an index the one that the stored suggestions are to stand on: finds in what it differs from
 * the one before, and notes every record that this can touch. All in one transaction: whoever stops
 * afterwards leaves notes that the next run follows.
 */
final class IndexAdoption {

  private static final Logger log = LoggerFactory.getLogger(IndexAdoption.class);

  private final MatchingStore store;
  private final IndexPartStore parts;
  private final LookupStore lookups;
  private final Algorithms algorithms;
  private final Transactions transactions;

  IndexAdoption(MatchingStores stores, Algorithms algorithms, Transactions transactions) {
    this.algorithms = algorithms;
    store = stores.runs();
    parts = stores.parts();
    lookups = stores.lookups();
    this.transactions = transactions;
  }

  void adopt(MatchIndex index) {
    String fingerprint = index.fingerprint();
    transactions.run(
        () -> {
          boolean same = fingerprint.equals(store.lock(MatchingStage.STAGE));
          algorithms.adopt(same ? null : replace(index, fingerprint));
        });
  }

  /** Gives the keys of what has changed. */
  private LookupKeys replace(MatchIndex index, String fingerprint) {
    List<IndexPart> known = parts.all();
    IndexDifference difference = IndexDifference.between(known, index.parts());
    parts.apply(difference);
    if (known.isEmpty()) {
      store.restart(MatchingStage.STAGE, fingerprint);
      log.info("Every record is matched: nothing is known of earlier matches");
      return difference.keys();
    }
    int due = lookups.markDue(difference.keys());
    store.adopt(MatchingStage.STAGE, fingerprint);
    log.info(
        "Packages or lessons changed in {} parts of the index: {} records are matched again",
        difference.gone().size() + difference.comeOrChanged().size(),
        due);
    return difference.keys();
  }
}
