package org.snowguard.localpg;

/** One throw-away database and how to log in to it. */
public record ScratchDatabase(String name, String jdbcUrl, String user, String password) {
  @Override
  public String toString() {
    return "ScratchDatabase[" + jdbcUrl + "]";
  }
}
