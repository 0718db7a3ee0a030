package org.snowguard.server.account;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people sign in.
 *
 * @param failedSignIns how many failures within ten minutes close the door to an address
 */
@ConfigurationProperties("snowguard.account")
record AccountSettings(@DefaultValue("10") int failedSignIns) {

  AccountSettings {
    if (failedSignIns < 1) {
      throw new IllegalArgumentException(
          "snowguard.account.failed-sign-ins is %d: give at least 1".formatted(failedSignIns));
    }
  }
}
