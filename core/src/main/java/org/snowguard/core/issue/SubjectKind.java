package org.snowguard.core.issue;

import java.util.Locale;

/** What an issue may be about. */
public enum SubjectKind {
  /** Upstream software, by its slug: all attributes built from it. */
  PROJECT("project"),
  /** One attribute path. */
  PACKAGE("package"),
  /** A NixOS module, by an option path such as {@code services.nginx}. */
  MODULE("NixOS module"),
  /** A project of the organisation itself, which no channel ships as a package. */
  OWN_PROJECT("project of the organisation");

  private final String label;

  SubjectKind(String label) {
    this.label = label;
  }

  /** {@code own_project}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String label() {
    return label;
  }
}
