package org.snowguard.server.browse.answer;

/**
 * How many vulnerabilities stand how in a channel.
 *
 * @param reviewed of all of them how many people decided about
 */
public record InChannel(
    String channel,
    boolean supported,
    long affected,
    long unknown,
    long acknowledged,
    long mitigated,
    long all,
    long reviewed) {}
