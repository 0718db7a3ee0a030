package org.snowguard.world;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;

/** What the services publish, and when. */
interface Content {

  /** The day at whose end the world begins; changes come on the days after it. */
  LocalDate firstDay();

  /** How many days of changes there are; after them the world stands still. */
  int days();

  /** Gives every record of the CVE list and every change of one, a day's in their order. */
  void records(RecordTarget target) throws IOException;

  /** The catalogue of known exploited vulnerabilities as it is in the end. */
  byte[] knownExploited() throws IOException;

  /** Advisories in OSV form. */
  List<Advisory> advisories() throws IOException;

  /** The packages of a channel as they are in the beginning: {@code packages.json}. */
  InputStream packages() throws IOException;

  /** Takes records. */
  interface RecordTarget {
    /**
     * @param day 0 for what was there at first
     */
    void take(int day, String id, byte[] text) throws IOException;
  }

  /** A file of an OSV database. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Advisory(String id, byte[] text) {}
}
