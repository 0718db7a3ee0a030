package org.snowguard.core.record;

/** Whose record it is, in the order in which the records of one vulnerability are told. */
public enum RecordSource {
  /** The CVE list: the vulnerability's own record. */
  CVE,
  /** A database in the OSV format: GitHub's advisories, Go, PyPI, … */
  OSV,
  /** The National Vulnerability Database. */
  NVD
}
