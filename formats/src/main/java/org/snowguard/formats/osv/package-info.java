/**
 * Records in the Open Source Vulnerability format (OSV schema 1.x). Offers {@link
 * org.snowguard.formats.osv.OsvRecordReader} for one record, its ranges turned into statements on
 * versions. Must not know packages, other formats or which records belong together.
 */
@NullMarked
package org.snowguard.formats.osv;

import org.jspecify.annotations.NullMarked;
