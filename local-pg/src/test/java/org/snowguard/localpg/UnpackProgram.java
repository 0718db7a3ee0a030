package org.snowguard.localpg;

import java.nio.file.Path;

/** Unpacks the binaries into the given cache. */
final class UnpackProgram {
  private UnpackProgram() {}

  static void main(String[] arguments) {
    System.out.println("unpacked " + PostgresBinaries.unpackedIn(Path.of(arguments[0])).home());
  }
}
