package org.snowguard.server.browse;

/** How many vulnerabilities of a severity stand at a verdict in a channel. */
public record ChannelCount(String channel, String severity, String verdict, long vulnerabilities) {}
