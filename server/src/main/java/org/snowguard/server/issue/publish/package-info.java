/**
 * The way of an issue into the public: checks, preview, public ids, its GitHub issue, whom that
 * mentions, and what follows from what people do there. Offers {@link
 * org.snowguard.server.issue.publish.Publications}; all works without GitHub, too. Must not know
 * how an issue is edited, nor how anything is delivered.
 */
@NullMarked
package org.snowguard.server.issue.publish;

import org.jspecify.annotations.NullMarked;
