package org.snowguard.world;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.world.github.FakeGitHub;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The world for people, until it is interrupted. */
@Command(
    name = "fake-world",
    description = "Serve the services that Snowguard reads, on this machine, with faults at will.",
    mixinStandardHelpOptions = true)
public final class FakeWorldCommand implements Callable<Integer> {

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Where to listen, 8090 unless given; 0 for any.")
  private int port = 8090;

  @Option(
      names = "--speed",
      paramLabel = "DAYS_PER_MINUTE",
      description = "How fast the world's time runs: ${DEFAULT-VALUE} days a minute unless given.")
  private double speed = 1;

  @Option(
      names = "--fault",
      arity = "1..*",
      paramLabel = "NAME",
      description =
          "A fault from the start, of one service (kev:truncated) or all (slow). Later: POST or"
              + " DELETE /faults/NAME.")
  private final List<String> faults = new ArrayList<>();

  @Option(
      names = "--data",
      paramLabel = "DIRECTORY",
      description = "The real data; where it is absent, small content is made up.")
  private @Nullable Path data;

  @Option(names = "--made-up", description = "Make the content up in any case.")
  private boolean isMadeUp;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of content that is made up: ${DEFAULT-VALUE} unless given.")
  private long seed = 1;

  @Option(
      names = "--hourly",
      description = "A release of the CVE list each hour of the world, not each day.")
  private boolean isHourly;

  @Option(
      names = "--scores",
      paramLabel = "ROWS",
      description = "How many scores EPSS has: ${DEFAULT-VALUE} unless given.")
  private int scores = 300_000;

  @Option(
      names = "--files",
      paramLabel = "DIRECTORY",
      description = "Where its files are kept: ${DEFAULT-VALUE} unless given.")
  private Path files = Path.of("target/world");

  @Option(
      names = "--webhooks",
      paramLabel = "URL",
      description = "Whom GitHub's double tells what happens, such as a server's webhook address.")
  private @Nullable URI webhooks;

  @Spec private @Nullable CommandSpec spec;

  /** Runs the command. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new FakeWorldCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    FakeWorld.Plan plan =
        new FakeWorld.Plan(files, isMadeUp ? null : data, seed, isHourly ? 24 : 1, scores);
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println("# Laying out the world's files in " + files + " …");
    out.flush();
    int gitHubPort = port == 0 ? 0 : port + 1;
    try (FakeWorld world = FakeWorld.open(plan, port, speed, Clock.systemUTC());
        FakeGitHub gitHub = FakeGitHub.open(gitHubPort, Clock.systemUTC())) {
      faults.forEach(world.faults()::begin);
      Path config = Files.createDirectories(files).resolve("snowguard.properties");
      people(gitHub);
      String settings = text(world.settings()) + text(gitHub.settings(files, "live"));
      Files.writeString(config, settings);
      out.printf("# The world is at %s, and moves %s days a minute.%n", world.now(), speed);
      out.printf("# Faults: curl -X POST %s/faults/kev:truncated%n", world.root());
      out.printf("# Issues: %s/%s/issues%n", gitHub.web(), FakeGitHub.NIXPKGS);
      out.printf("# Faults of GitHub: curl -X POST %s/faults/drop-after%n", gitHub.web());
      out.printf(
          "# A server that reads it: ./snowguard serve --config %s --set"
              + " snowguard.sources.every=5s%n",
          config);
      out.print(settings);
      out.flush();
      new CountDownLatch(1).await();
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(
          Objects.requireNonNull(spec).commandLine(), String.valueOf(e.getMessage()));
    }
    return 0;
  }

  /** Somebody of each kind; one of them in no team. */
  private void people(FakeGitHub gitHub) {
    gitHub.people().join("security", gitHub.people().add("security-member").id());
    gitHub.people().join("nixpkgs-committers", gitHub.people().add("committer").id());
    gitHub.people().join("nixpkgs-maintainers", gitHub.people().add("maintainer").id());
    gitHub.people().add("visitor");
    if (webhooks != null) {
      gitHub.webhooks().to(webhooks, FakeGitHub.WEBHOOK_SECRET);
      gitHub.webhooks().atOnce(true);
    }
  }

  private static String text(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(one -> one.getKey() + "=" + one.getValue() + "\n")
        .collect(Collectors.joining());
  }
}
