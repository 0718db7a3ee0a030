/**
 * What maintainers say against verdicts that a published issue states. Offers {@link
 * org.snowguard.server.issue.refutation.IssueRefutations}, which publication asks before it calls
 * anybody. Must not know how an issue is published, nor who is called.
 */
@NullMarked
package org.snowguard.server.issue.refutation;

import org.jspecify.annotations.NullMarked;
