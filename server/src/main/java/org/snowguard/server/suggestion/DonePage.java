package org.snowguard.server.suggestion;

/**
 * What stands where a card was acted on.
 *
 * @param what what was done, in words: {@code Dismissed}
 * @param back where undoing leads without scripts
 */
public record DonePage(Acted acted, String what, String back) {}
