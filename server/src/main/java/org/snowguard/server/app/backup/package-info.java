/**
 * Owns the archive that a backup writes and a restore reads: a tar under zstd with a head, each
 * table's rows as PostgreSQL's own COPY text, and sums at its end. Offers {@link
 * org.snowguard.server.app.backup.Backup} and {@link org.snowguard.server.app.backup.Restore}. Must
 * not know what the tables mean, but for those that a backup leaves out.
 */
@NullMarked
package org.snowguard.server.app.backup;

import org.jspecify.annotations.NullMarked;
