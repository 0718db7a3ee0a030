package org.snowguard.server.publication.report;

/**
 * The section "Weekly roundup" of one's own page.
 *
 * @param mailIsOn whether this server sends mail
 * @param reachable whether an address is confirmed, and mail to it was not ended
 * @param mailed whether the roundup is wanted by mail
 */
public record MyReports(boolean mailIsOn, boolean reachable, boolean mailed) {}
