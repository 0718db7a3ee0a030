/**
 * Deep evaluation of the channels' newest revisions: what patches and sources each package has.
 * Owns the job that runs Nix, and the door by which those who have Nix elsewhere bring their
 * findings; offers {@link org.snowguard.server.evaluation.Evaluations} to the reading pages. Must
 * not know what patches mean for a vulnerability.
 */
@NullMarked
package org.snowguard.server.evaluation;

import org.jspecify.annotations.NullMarked;
