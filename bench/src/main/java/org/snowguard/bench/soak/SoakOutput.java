package org.snowguard.bench.soak;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.snowguard.world.Fault;

/** What a run tells: lines everywhere, a bar that moves in terminals alone. */
final class SoakOutput {

  private static final int WIDTH = 30;
  private static final String BACK = "\r\u001b[K";

  private final PrintStream out;
  private final boolean isTerminal;

  SoakOutput(PrintStream out, boolean isTerminal) {
    this.out = out;
    this.isTerminal = isTerminal;
  }

  void say(String line) {
    out.println((isTerminal ? BACK : "") + "# " + line);
  }

  void progress(Duration done, Duration all, Instant worldTime, Map<String, Fault> faults) {
    if (!isTerminal) {
      return;
    }
    int filled = (int) Math.min(WIDTH, done.toMillis() * WIDTH / Math.max(1, all.toMillis()));
    String failing =
        faults.entrySet().stream()
            .map(one -> one.getKey() + ":" + one.getValue().text())
            .collect(Collectors.joining(" "));
    out.printf(
        "%s[%s%s] %s %s", BACK, "=".repeat(filled), " ".repeat(WIDTH - filled), worldTime, failing);
    out.flush();
  }

  void table(Soak.Result result) {
    say("table, rows after faults, rows after calm, whether they are the same");
    result
        .faulty()
        .forEach(
            (table, faulty) -> {
              Site.Digest calm = result.calm().get(table);
              out.printf(
                  "%-22s %9d %9d %s%n",
                  table,
                  faulty.rows(),
                  calm == null ? 0 : calm.rows(),
                  faulty.equals(calm)
                      ? "equal"
                      : Soak.WAYS.contains(table) ? "of another way" : "DIFFERENT");
            });
  }
}
