/**
 * CPE 2.3 names and the configurations that the NVD builds of them, which CVE JSON 5 takes over as
 * {@code cpeApplicability}. Offers {@link org.snowguard.formats.cpe.CpeConfigurations}. Must not
 * know in which document a configuration stands, or whether a version is affected.
 */
@NullMarked
package org.snowguard.formats.cpe;

import org.jspecify.annotations.NullMarked;
