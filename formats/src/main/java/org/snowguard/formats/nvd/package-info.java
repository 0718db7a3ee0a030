/**
 * Records of the National Vulnerability Database (API 2.0). Offers {@link
 * org.snowguard.formats.nvd.NvdRecordReader} for one of {@code vulnerabilities[].cve}. Must not
 * know how responses are fetched or paged, or what a record means.
 */
@NullMarked
package org.snowguard.formats.nvd;

import org.jspecify.annotations.NullMarked;
