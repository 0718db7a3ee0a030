package org.snowguard.server.app;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The interface to listen on. */
final class ListenAddress {

  private ListenAddress() {}

  static InetAddress of(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new SettingException(
          "While reading snowguard.web.address: no interface \"%s\" is known. Use 127.0.0.1 for this"
                  .formatted(text)
              + " machine alone or 0.0.0.0 for every network.");
    }
  }
}
