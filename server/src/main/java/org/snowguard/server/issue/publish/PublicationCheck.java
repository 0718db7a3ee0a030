package org.snowguard.server.issue.publish;

/**
 * Something to know before publishing.
 *
 * @param code stable word, by which it is ticked
 * @param words for people
 * @param hard it cannot be ticked away
 */
public record PublicationCheck(String code, String words, boolean hard) {}
