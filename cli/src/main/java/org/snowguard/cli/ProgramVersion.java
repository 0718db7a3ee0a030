package org.snowguard.cli;

import org.snowguard.core.match.Matcher;
import picocli.CommandLine.IVersionProvider;

/** What {@code snowguard --version} prints: the program, and the algorithm that outputs name. */
final class ProgramVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Snowguard.class.getPackage().getImplementationVersion();
    return new String[] {
      "snowguard " + (version == null ? "unreleased" : version),
      "matching algorithm " + Matcher.ALGORITHM
    };
  }
}
