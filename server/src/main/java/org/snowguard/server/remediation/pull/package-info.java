/**
 * Owns pull requests of nixpkgs as fixes: what their titles and texts say, and which vulnerability
 * of which project each remedies, with the evidence and what people say to it.
 *
 * <p>Offers {@link org.snowguard.server.remediation.pull.PullRequests}, {@link
 * org.snowguard.server.remediation.pull.Fixes} and the port {@link
 * org.snowguard.server.remediation.pull.FixListener}.
 *
 * <p>Must not know where a commit has landed, nor what becomes of an issue because of a fix.
 */
@NullMarked
package org.snowguard.server.remediation.pull;

import org.jspecify.annotations.NullMarked;
