package org.snowguard.server.issue;

/**
 * One issue.
 *
 * @param createdBy by name
 */
public record IssuePage(Issue issue, String createdBy) {

  /** What it is called: its public id, or its number while it is a draft. */
  public String name() {
    String id = issue.publicId();
    return id == null ? "Draft " + issue.id() : id;
  }
}
