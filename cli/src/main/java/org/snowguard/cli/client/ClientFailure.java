package org.snowguard.cli.client;

import java.io.IOException;

/** What a server refused, or why it could not be asked; the program ends with its exit code. */
public final class ClientFailure extends IOException {

  /** The server said no. */
  static final int REFUSED = 1;

  /** It was asked in a way that cannot be meant: an unknown tab, a reason without its note. */
  static final int WRONG_USE = 2;

  /** Somebody else changed it meanwhile. */
  static final int CHANGED = 3;

  /** The server could not be asked, or could not answer. */
  static final int UNREACHABLE = 4;

  private static final long serialVersionUID = 1;

  private final int exitCode;

  ClientFailure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** With which the program ends. */
  public int exitCode() {
    return exitCode;
  }
}
