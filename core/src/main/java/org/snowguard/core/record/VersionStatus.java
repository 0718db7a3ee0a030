package org.snowguard.core.record;

/** The three values of a status in CVE JSON 5 ({@code affected[].versions[].status}). */
public enum VersionStatus {
  AFFECTED,
  UNAFFECTED,
  UNKNOWN
}
