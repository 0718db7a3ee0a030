package org.snowguard.server.web;

import java.time.DateTimeException;
import java.time.Instant;

/** Reads moments that somebody asks for. */
public final class Moments {

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private Moments() {}

  /**
   * A moment in UTC. The JDK reads years that no column of PostgreSQL holds; those are none here.
   *
   * @throws DateTimeException if it is written otherwise, or out of the years 1 to 9999
   */
  public static Instant parse(String text) {
    Instant moment = Instant.parse(text);
    if (moment.isBefore(FIRST) || moment.isAfter(LAST)) {
      throw new DateTimeException(text + " is not within the years 1 to 9999");
    }
    return moment;
  }
}
