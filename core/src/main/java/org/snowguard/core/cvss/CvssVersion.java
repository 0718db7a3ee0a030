package org.snowguard.core.cvss;

/** The versions of CVSS in use. */
public enum CvssVersion {
  V2_0("2.0", ""),
  V3_0("3.0", "CVSS:3.0/"),
  V3_1("3.1", "CVSS:3.1/"),
  V4_0("4.0", "CVSS:4.0/");

  private final String number;
  private final String prefix;

  CvssVersion(String number, String prefix) {
    this.number = number;
    this.prefix = prefix;
  }

  /** As written in the specification's title: {@code 3.1}. */
  public String number() {
    return number;
  }

  /** What vectors begin with; those of version 2 have no prefix. */
  String prefix() {
    return prefix;
  }
}
