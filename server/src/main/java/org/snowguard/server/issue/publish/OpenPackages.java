package org.snowguard.server.issue.publish;

import java.util.Set;
import java.util.TreeSet;
import org.snowguard.server.issue.content.ChannelState;
import org.snowguard.server.issue.content.IssueContent;

/** Where an issue is open: {@code nixos-unstable xz}. */
final class OpenPackages {

  private OpenPackages() {}

  static Set<String> of(IssueContent issue) {
    Set<String> open = new TreeSet<>();
    for (ChannelState channel : issue.openIn()) {
      channel.openPackages().forEach(attribute -> open.add(place(channel.channel(), attribute)));
    }
    return open;
  }

  /** One element of such a set. */
  static String place(String channel, String attribute) {
    return channel + " " + attribute;
  }
}
