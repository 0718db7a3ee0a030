/**
 * The configurations that the NVD builds of CPE names, which CVE JSON 5 takes over as {@code
 * cpeApplicability}. Offers {@link org.snowguard.formats.cpe.CpeConfigurations}. Must not know in
 * which document a configuration stands, or whether a version is affected.
 */
@NullMarked
package org.snowguard.formats.cpe;

import org.jspecify.annotations.NullMarked;
