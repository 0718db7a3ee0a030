/**
 * All that an issue says, put together: what people wrote, what it is about, and where each package
 * stands after people's overrides. Offers {@link org.snowguard.server.issue.content.IssueContents}.
 * Must not know how an issue is edited, published or shown.
 */
@NullMarked
package org.snowguard.server.issue.content;

import org.jspecify.annotations.NullMarked;
