package org.snowguard.server.publication.report;

/**
 * A roundup with its text for pasting.
 *
 * @param markdown the whole of it
 */
public record WeeklyReportPage(Roundup roundup, String markdown) {}
