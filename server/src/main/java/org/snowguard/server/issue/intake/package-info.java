/**
 * What comes from elsewhere: GitHub issues about security that others opened, decisions of the
 * tracker that published before, and where to report what is not public. Offers pages and an
 * address for programs. Must not know how GitHub is read or how a draft is published.
 */
@NullMarked
package org.snowguard.server.issue.intake;

import org.jspecify.annotations.NullMarked;
