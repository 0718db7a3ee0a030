package org.snowguard.server.app;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.app.backup.Backup;
import org.snowguard.server.app.backup.BackupFile;
import org.snowguard.server.ingest.RunningWork;
import org.snowguard.server.ingest.TerminalProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a backup, also while the server runs. */
@Command(
    name = "backup",
    description = {
      "Write all that the database holds at this moment into one file, also while the server runs.",
      "Web sessions, sign-in links and the jobs' next times are left out."
    },
    mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {

  @Mixin private SettingOptions settingOptions = new SettingOptions();

  @Parameters(paramLabel = "FILE", description = "Such as snowguard.tar.zst; - writes to a pipe.")
  private Path file = Path.of("-");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Clock clock = Clock.systemUTC();
    DatabaseSettings settings = settingOptions.database();
    boolean isPipe = file.toString().equals("-");
    PrintWriter words = isPipe ? line().getErr() : line().getOut();
    try (Database database = Database.openAsItIs(settings)) {
      Backup backup =
          new Backup(database.dataSource(), new RunningWork(clock, new TerminalProgress()), clock);
      Backup.Written written = isPipe ? toPipe(backup) : BackupFile.write(file, backup::writeTo);
      words.println(
          "Wrote %s: %d rows of %d tables, schema %s. Left out: %s."
              .formatted(
                  isPipe ? "the backup" : file.toString(),
                  written.rows(),
                  written.tables(),
                  written.schemaVersion(),
                  String.join(", ", written.leftOut())));
      words.flush();
    }
    return 0;
  }

  private static Backup.Written toPipe(Backup backup) throws IOException {
    // System.out would swallow that nobody reads any more.
    OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out));
    Backup.Written written = backup.writeTo(out);
    out.flush();
    return written;
  }

  private picocli.CommandLine line() {
    return Objects.requireNonNull(spec).commandLine();
  }
}
