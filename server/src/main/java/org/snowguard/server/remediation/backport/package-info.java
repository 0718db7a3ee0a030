/**
 * Owns what is left to do on releases once a fix is in unstable: which backports are wanted,
 * whether a release may take them, what became of the attempt, and the label that starts it.
 *
 * <p>Offers {@link org.snowguard.server.remediation.backport.Backports}.
 *
 * <p>Must not know how fixes are found, nor how a commit is known to have landed.
 */
@NullMarked
package org.snowguard.server.remediation.backport;

import org.jspecify.annotations.NullMarked;
