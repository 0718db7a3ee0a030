package org.snowguard.server.publication.report;

import java.util.List;

/**
 * A roundup with its text for pasting.
 *
 * @param markdown the whole of it
 * @param channels those that are supported, each of which has a roundup of its own
 */
public record WeeklyReportPage(Roundup roundup, String markdown, List<String> channels) {

  public WeeklyReportPage {
    channels = List.copyOf(channels);
  }

  /** Of addresses: what chooses the same channel. */
  public String query() {
    return roundup.channel() == null ? "" : "?channel=" + roundup.channel();
  }
}
