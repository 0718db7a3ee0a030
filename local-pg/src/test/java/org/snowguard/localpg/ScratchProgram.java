package org.snowguard.localpg;

/** Starts the scratch server, says so, and ends with its input. */
final class ScratchProgram {
  private ScratchProgram() {}

  static void main(String[] arguments) throws Exception {
    System.out.println("ready " + ScratchPostgres.shared().createDatabase().jdbcUrl());
    System.in.read();
  }
}
