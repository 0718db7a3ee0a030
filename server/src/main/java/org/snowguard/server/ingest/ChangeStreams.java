package org.snowguard.server.ingest;

import org.jdbi.v3.core.Jdbi;

/**
 * Change numbers and how far each stage has followed them. A number is taken under the stream's
 * lock, which the transaction holds until it ends: numbers become visible in their order, so that a
 * stage that has seen one has seen all before it.
 */
public final class ChangeStreams {

  /** Changes of vulnerability records. */
  public static final String VULNERABILITY = "vulnerability";

  private final ChangeStore store;

  public ChangeStreams(Jdbi jdbi) {
    store = new ChangeStore(jdbi);
  }

  /** Waits until this transaction is the stream's only writer; before it compares and writes. */
  public void lock(String stream) {
    store.lock(stream);
  }

  /** Takes the next number; only inside a transaction. */
  public long next(String stream) {
    return store.next(stream);
  }

  /** The newest number that is committed. */
  public long last(String stream) {
    return store.last(stream);
  }

  /** Up to which change a stage has done its work. */
  public long watermark(String stage) {
    return store.watermark(stage);
  }

  /**
   * Moves a stage on, never back: another node may be further. In the transaction that does the
   * work, before the work is compared with what is stored; it must not be committed if false.
   *
   * @param fingerprint what the work was done with
   * @return false if the stage works with something else by now
   */
  public boolean advance(String stage, String fingerprint, long change) {
    return store.advance(stage, fingerprint, change);
  }

  /**
   * Keeps a stage where it is until the transaction ends, for work that does not move its mark.
   *
   * @return false if the stage works with something else by now
   */
  public boolean hold(String stage, String fingerprint) {
    return store.hold(stage, fingerprint);
  }
}
