package org.snowguard.core.record;

/** Life of a CVE record as its program states it ({@code cveMetadata.state}, CVE JSON 5). */
public enum RecordState {
  /** Describes a vulnerability. */
  PUBLISHED,
  /** Withdrawn by its assigner: it describes nothing any more. */
  REJECTED
}
