package org.snowguard.server.publication;

import java.time.Instant;

/**
 * A form as it is served.
 *
 * @param kind {@code issue}, {@code osv}, {@code openvex}, {@code automatic}
 * @param key public id, or name of the channel
 * @param version from 1, one more at each change
 * @param changedAt when what it says last changed
 * @param body JSON
 */
public record PublishedItem(
    String kind, String key, int version, Instant firstAt, Instant changedAt, String body) {

  public static final String ISSUE = "issue";
  public static final String OSV = "osv";
  public static final String OPENVEX = "openvex";

  /** OpenVEX of what the machine says alone. */
  public static final String AUTOMATIC = "automatic";
}
