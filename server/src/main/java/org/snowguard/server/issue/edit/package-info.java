/**
 * How people change issues: field by field, merged or in visible conflict, taken back as long as it
 * is a draft; claims; drafts made by hand. Offers {@link
 * org.snowguard.server.issue.edit.IssueEdits}. Must not know how an issue is published or shown.
 */
@NullMarked
package org.snowguard.server.issue.edit;

import org.jspecify.annotations.NullMarked;
