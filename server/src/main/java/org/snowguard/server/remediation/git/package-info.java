/**
 * The repository of nixpkgs through the {@code git} command: a clone without its files, what is new
 * in it, and trials of cherry-picks. Every call has an end, no shell, no hooks and no questions.
 * Must not know what is stored of it.
 */
@NullMarked
package org.snowguard.server.remediation.git;

import org.jspecify.annotations.NullMarked;
