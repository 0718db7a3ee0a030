/**
 * What the world reads in the form of files: issues, statuses, OSV, OpenVEX. Offers {@link
 * org.snowguard.server.publication.Published}, which keeps these forms and tells when each changed.
 * Must not know drafts, claims or who proposed something, nor decide what people have to decide.
 */
@NullMarked
package org.snowguard.server.publication;

import org.jspecify.annotations.NullMarked;
