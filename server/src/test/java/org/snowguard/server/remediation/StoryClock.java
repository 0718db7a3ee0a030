package org.snowguard.server.remediation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that is set forward by a story and runs on from there: some code waits by it. */
final class StoryClock extends Clock {

  private record Setting(Instant moment, long nanoTime) {}

  private volatile Setting setting;

  StoryClock(Instant start) {
    setting = new Setting(start, System.nanoTime());
  }

  void set(Instant moment) {
    setting = new Setting(moment, System.nanoTime());
  }

  @Override
  public Instant instant() {
    Setting last = setting;
    return last.moment().plusNanos(System.nanoTime() - last.nanoTime());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
