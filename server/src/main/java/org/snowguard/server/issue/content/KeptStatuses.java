package org.snowguard.server.issue.content;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Where issues stand after decisions and fixes, found out by a feature that follows these. */
@FunctionalInterface
public interface KeptStatuses {

  /** Nobody follows them: what holds follows from verdicts alone. */
  KeptStatuses NONE = issueIds -> Map.of();

  /** By the issue's number; issues of which nothing was found out yet are left out. */
  Map<Long, List<KeptStatus>> of(Collection<Long> issueIds);
}
