package org.snowguard.server.issue;

import java.util.List;

/**
 * One issue.
 *
 * @param createdBy by name
 * @param packages what it is about with the channels that carried it
 */
public record IssuePage(Issue issue, String createdBy, List<ShippedPackage> packages) {

  /** What it is called: its public id, or its number while it is a draft. */
  public String name() {
    String id = issue.publicId();
    return id == null ? "Draft " + issue.id() : id;
  }
}
