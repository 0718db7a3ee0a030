package org.snowguard.core.record;

/**
 * The part of a record that said something: who, in which role.
 *
 * @param provider short name of the organisation, for example {@code redhat} or {@code CISA-ADP};
 *     empty when the record does not say
 */
public record Container(Role role, String provider) {
  /** Who speaks, in falling order of trust for version ranges. */
  public enum Role {
    /** The assigner of the id. */
    CNA,
    /** A publisher authorised to add data to a CVE record. */
    ADP,
    /** The National Vulnerability Database. */
    NVD,
    /** A record of an OSV database. */
    OSV
  }
}
