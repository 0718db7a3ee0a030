package org.snowguard.server.app;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.app.backup.Restore;
import org.snowguard.server.ingest.RunningWork;
import org.snowguard.server.ingest.TerminalProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fills an empty database from a backup. */
@Command(
    name = "restore",
    description = {
      "Fill an empty database from a backup: all of it, or nothing where the backup is not whole.",
      "--database-url or --data say which database; everybody signs in anew."
    },
    mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {

  private static final int BUFFER = 1 << 16;

  @Mixin private SettingOptions settingOptions = new SettingOptions();

  @Parameters(paramLabel = "FILE", description = "What snowguard backup wrote; - reads a pipe.")
  private Path file = Path.of("-");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    DatabaseSettings settings = settingOptions.database();
    RunningWork running = new RunningWork(Clock.systemUTC(), new TerminalProgress());
    try (InputStream in = open();
        Database database = Database.openToFill(settings)) {
      Restore.Restored restored = new Restore(database.dataSource(), running).readFrom(in);
      PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
      out.println(
          "Restored %d rows of %d tables, taken at schema %s. Links to sign in: snowguard account link NAME."
              .formatted(restored.rows(), restored.tables(), restored.schemaVersion()));
      out.flush();
    }
    return 0;
  }

  private InputStream open() throws IOException {
    if (file.toString().equals("-")) {
      return System.in;
    }
    if (!Files.isReadable(file)) {
      throw new SettingException(
          "While opening the backup %s: there is no such file, or it cannot be read."
              .formatted(file.toAbsolutePath()));
    }
    return new BufferedInputStream(Files.newInputStream(file), BUFFER);
  }
}
