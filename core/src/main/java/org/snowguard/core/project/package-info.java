/**
 * Which attributes are built from the same upstream software. Offers a pure clustering of the
 * packages of all primary channels into groups, with the evidence for each. Must not know
 * vulnerabilities; the server maps groups to persistent projects.
 */
@NullMarked
package org.snowguard.core.project;

import org.jspecify.annotations.NullMarked;
