/**
 * Records of the National Vulnerability Database (API 2.0). Offers {@link
 * org.snowguard.formats.nvd.NvdRecordReader} for one of {@code vulnerabilities[].cve} and {@link
 * org.snowguard.formats.nvd.NvdResponseReader} for a page of them. Must not know how pages are
 * fetched, or what a record means.
 */
@NullMarked
package org.snowguard.formats.nvd;

import org.jspecify.annotations.NullMarked;
