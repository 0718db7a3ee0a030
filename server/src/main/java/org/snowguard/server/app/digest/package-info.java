/**
 * Owns what each table of the database means, in queries that give one line a row. Offers {@link
 * org.snowguard.server.app.digest.DatabaseDigest}, by which two databases are compared. Must not
 * know how the rows came there.
 */
@NullMarked
package org.snowguard.server.app.digest;

import org.jspecify.annotations.NullMarked;
