package org.snowguard.server.remediation.status;

import java.util.List;
import org.snowguard.server.remediation.status.GroundStore.ChannelRow;

/** What is known of fixes. */
interface Remedies {

  /** Nobody reads pull requests. */
  Remedies NONE = (vulnerability, project, channel) -> List.of();

  /**
   * Those of a vulnerability in a project that nobody refuted, as seen from a channel.
   *
   * @param vulnerability its number
   * @param project its number
   */
  List<KnownFix> of(long vulnerability, long project, ChannelRow channel);
}
