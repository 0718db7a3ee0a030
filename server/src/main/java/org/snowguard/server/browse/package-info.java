/**
 * Owns the pages that show several stages at once: home, vulnerability, project, package, channel,
 * maintainer, search, activity, sources. Offers nothing to other features: it stands at the far
 * right and only reads. Must not change anything, nor decide what others have rules for.
 */
@NullMarked
package org.snowguard.server.browse;

import org.jspecify.annotations.NullMarked;
