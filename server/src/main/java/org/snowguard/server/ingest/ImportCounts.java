package org.snowguard.server.ingest;

import java.util.Locale;

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

  /**
   * For people.
   *
   * @param unit what was read: {@code records}
   */
  public String words(String unit) {
    String older =
        superseded == 0 ? "" : String.format(Locale.ROOT, "%,d superseded, ", superseded);
    return String.format(
        Locale.ROOT,
        "read %,d %s, %,d changed, %s%,d unreadable",
        read,
        unit,
        changed,
        older,
        unreadable);
  }

  /** Both together. */
  public ImportCounts plus(ImportCounts more) {
    return new ImportCounts(
        read + more.read,
        changed + more.changed,
        superseded + more.superseded,
        unreadable + more.unreadable);
  }
}
