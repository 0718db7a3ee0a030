package org.snowguard.server.issue.talk;

import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.UnreadCount;

/** News of issues that somebody has not read. */
record UnreadNews(IssueTalk talk) implements UnreadCount {

  @Override
  public int of(CurrentAccount account) {
    return talk.unread(account, MOST);
  }

  @Override
  public String path() {
    return "/me/issues";
  }
}
