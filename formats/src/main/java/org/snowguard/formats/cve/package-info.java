/**
 * Records of the CVE programme in CVE JSON 5.0 to 5.2. Offers {@link
 * org.snowguard.formats.cve.CveRecordReader} for one record and {@link
 * org.snowguard.formats.cve.VulnerabilityRecords} for whole files of them. Must not know packages,
 * storage or what a record means.
 */
@NullMarked
package org.snowguard.formats.cve;

import org.jspecify.annotations.NullMarked;
