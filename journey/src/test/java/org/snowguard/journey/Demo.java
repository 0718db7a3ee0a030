package org.snowguard.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The program {@code snowguard demo}, started once a run on an empty directory. */
final class Demo {

  private static final int PEOPLE = 2;

  private final Program program;

  private Demo(Program program) {
    this.program = program;
  }

  private static final class Running {
    static final Demo INSTANCE = start();
  }

  /** The one demo of this run, imported and matched. */
  static Demo running() {
    return Running.INSTANCE;
  }

  String address(String path) {
    return program.address(path);
  }

  /** One-time links, first those of the member of the security team, then the triager's. */
  List<String> signInLinks() {
    return program.signInLinks();
  }

  private static Demo start() {
    try {
      Program program =
          Program.start(
              PEOPLE, List.of("demo", "--port", "0", "--data", Program.directory().toString()));
      program.awaitMatched();
      return new Demo(program);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
