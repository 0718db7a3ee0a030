package org.snowguard.server.account;

import java.util.Map;

/** The names of the accounts that a page mentions. */
public record ActorNames(Map<Long, String> byNumber) {

  public ActorNames {
    byNumber = Map.copyOf(byNumber);
  }

  public String of(long number) {
    return byNumber.getOrDefault(number, Accounts.FORMER_MEMBER);
  }
}
