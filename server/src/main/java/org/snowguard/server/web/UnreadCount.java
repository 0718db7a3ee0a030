package org.snowguard.server.web;

/**
 * How much somebody was told and has not read: a bean of this type is asked for each page that they
 * open, for the number beside their name.
 */
public interface UnreadCount {

  /** So many, and the header says "99+": counting further costs and tells nothing. */
  int MOST = 100;

  /** At most {@link #MOST}. */
  int of(CurrentAccount account);

  /** Where it is read. */
  String path();
}
