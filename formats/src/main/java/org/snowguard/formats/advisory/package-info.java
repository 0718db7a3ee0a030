/**
 * Files of records that others keep beside the CVE list: OSV databases and responses of the NVD,
 * told apart by their content. Offers {@link org.snowguard.formats.advisory.AdvisoryFiles}. Must
 * not know which records belong together, packages or storage.
 */
@NullMarked
package org.snowguard.formats.advisory;

import org.jspecify.annotations.NullMarked;
