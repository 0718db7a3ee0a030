/**
 * The pages of issues and their JSON: lists, one issue with its forms, a new draft. Offers {@link
 * org.snowguard.server.issue.page.IssuePanel}, by which other parts show themselves on the page of
 * an issue. Must not know rules: it asks the facades of the issue feature.
 */
@NullMarked
package org.snowguard.server.issue.page;

import org.jspecify.annotations.NullMarked;
