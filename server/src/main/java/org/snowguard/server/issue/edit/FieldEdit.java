package org.snowguard.server.issue.edit;

import org.jspecify.annotations.Nullable;

/**
 * A field and what somebody wants it to be.
 *
 * @param to null: what the machine says
 */
public record FieldEdit(IssueField field, @Nullable FieldValue to) {}
