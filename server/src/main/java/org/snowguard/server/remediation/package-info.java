/**
 * What becomes of a published issue until users have the fix. Offers its parts as sub-packages:
 * what landed where, pull requests and backports, and the status that follows. Must not know who is
 * told of it and what is exported.
 */
@NullMarked
package org.snowguard.server.remediation;

import org.jspecify.annotations.NullMarked;
