/**
 * Owns what people write into pull requests of nixpkgs: titles that name packages and versions, ids
 * of flaws, whose backport it is, what the backport action reports.
 *
 * <p>Offers {@link org.snowguard.core.pull.PullTitle}, {@link org.snowguard.core.pull.NamedIds},
 * {@link org.snowguard.core.pull.MoveSize}, {@link org.snowguard.core.pull.AttributeForms} and
 * {@link org.snowguard.core.pull.BackportText}.
 *
 * <p>Must not know which packages and flaws exist: everything here reads text alone.
 */
@NullMarked
package org.snowguard.core.pull;

import org.jspecify.annotations.NullMarked;
