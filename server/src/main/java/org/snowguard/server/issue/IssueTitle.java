package org.snowguard.server.issue;

import java.util.List;

/** What a draft is called unless a person called it otherwise. */
final class IssueTitle {

  private static final int NAMED = 3;
  private static final int LONGEST = 120;

  private IssueTitle() {}

  /** {@code openssl: Use after free in …}, {@code openssl: CVE-2024-1, CVE-2024-2 and 3 more}. */
  static String propose(List<IssueItem> items) {
    List<String> projects = items.stream().map(IssueItem::project).distinct().toList();
    List<String> ids = items.stream().map(IssueItem::publicId).distinct().toList();
    String subject = String.join(", ", projects);
    if (ids.size() == 1) {
      return cut(subject + ": " + items.getFirst().headline());
    }
    List<String> named = ids.subList(0, Math.min(NAMED, ids.size()));
    int more = ids.size() - named.size();
    return cut(
        subject + ": " + String.join(", ", named) + (more == 0 ? "" : " and " + more + " more"));
  }

  private static String cut(String title) {
    if (title.length() <= LONGEST) {
      return title;
    }
    int end = Character.isHighSurrogate(title.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
    return title.substring(0, end).strip() + "…";
  }
}
