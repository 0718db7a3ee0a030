package org.snowguard.server.ingest;

/**
 * What a run counted.
 *
 * @param read records or packages read well
 * @param changed of those, new or changed in substance
 * @param superseded of those, older than another one of the same id
 * @param unreadable left out with a reported problem
 */
public record ImportCounts(long read, long changed, long superseded, long unreadable) {

  /** Nothing was read. */
  public static final ImportCounts NONE = new ImportCounts(0, 0, 0, 0);

  /** Both together. */
  public ImportCounts plus(ImportCounts more) {
    return new ImportCounts(
        read + more.read,
        changed + more.changed,
        superseded + more.superseded,
        unreadable + more.unreadable);
  }
}
