package org.snowguard.server.matching;

import java.util.List;

/** Is told which vulnerabilities had changed and are matched now, once that is committed. */
public interface MatchMeter {

  /** Measures nothing. */
  MatchMeter NONE = vulnerabilities -> {};

  void matched(List<Long> vulnerabilities);
}
