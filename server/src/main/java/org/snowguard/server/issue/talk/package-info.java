/**
 * What people say to each other about issues: comments, mentions of accounts, who watches, and what
 * each is told. Offers {@link org.snowguard.server.issue.talk.IssueTalk}. Must not know how an
 * issue is edited or published, and sends nothing out of this server.
 */
@NullMarked
package org.snowguard.server.issue.talk;

import org.jspecify.annotations.NullMarked;
