package org.snowguard.localpg;

/** One throw-away database and how to log in to it. */
public record ScratchDatabase(String name, String jdbcUrl, String user, String password) {

  /** With everything that one needs to log in. */
  public String url() {
    return "%s%suser=%s&password=%s"
        .formatted(jdbcUrl, jdbcUrl.contains("?") ? "&" : "?", user, password);
  }

  @Override
  public String toString() {
    return "ScratchDatabase[" + jdbcUrl + "]";
  }
}
