package org.snowguard.server.issue.edit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A draft that is there no more.
 *
 * @param title as it was called last
 * @param event of its end
 * @param by number of the account, or null: nobody, it followed from what the machine found
 * @param comesBack whether {@link IssueDiscards#bringBack} has it again
 * @param into the draft that took in what it held, or null
 * @param suggestion the last one that it held, whose acceptance was undone; null where it was
 *     thrown away, or where its end does not tell
 */
public record GoneDraft(
    long id,
    String title,
    long event,
    Instant at,
    @Nullable Long by,
    boolean comesBack,
    @Nullable Long into,
    @Nullable Long suggestion) {}
