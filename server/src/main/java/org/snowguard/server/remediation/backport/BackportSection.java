package org.snowguard.server.remediation.backport;

import java.util.List;

/** Backports on the page of an issue. */
public record BackportSection(List<Backport> backports) {

  public BackportSection {
    backports = List.copyOf(backports);
  }
}
