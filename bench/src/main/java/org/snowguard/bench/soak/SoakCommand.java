package org.snowguard.bench.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.snowguard.bench.server.ServerProcess;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Soaks two servers, and says whether anything was lost, doubled or broken. */
@Command(
    name = "soak",
    description =
        "Run two servers in a world full of faults, kill them and their PostgreSQL now and then,"
            + " and compare what they hold at the end with a calm replay.",
    mixinStandardHelpOptions = true)
public final class SoakCommand implements Callable<Integer> {

  @Parameters(paramLabel = "MINUTES", description = "How long faults come and go.")
  private int minutes;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Repeats a run: ${DEFAULT-VALUE} unless given.")
  private long seed = 1;

  /** Runs the command. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SoakCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path base = ServerProcess.root().resolve("target/soak");
    FileSystemUtils.deleteRecursively(base);
    boolean isTerminal = System.console() != null && System.console().isTerminal();
    SoakOutput output = new SoakOutput(System.out, isTerminal);
    output.say("seed %d, %d minutes; logs in %s".formatted(seed, minutes, base));
    Soak.Result result = new Soak(base, Duration.ofMinutes(minutes), seed, output).run();
    output.table(result);
    List<String> differences = Soak.differences(result);
    System.out.println(
        differences.isEmpty()
            ? "soak: green, %d minutes, seed %d".formatted(minutes, seed)
            : "soak: RED, different: " + String.join(", ", differences));
    return differences.isEmpty() ? 0 : 1;
  }
}
