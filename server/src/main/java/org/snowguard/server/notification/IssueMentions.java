package org.snowguard.server.notification;

import java.util.Set;

/** Who was mentioned on GitHub for an issue, by numeric id: they get no mail of its publication. */
@FunctionalInterface
public interface IssueMentions {

  Set<Long> of(long issueId);
}
