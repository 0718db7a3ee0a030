package org.snowguard.server.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.publication.export.StaticExport;
import org.snowguard.server.web.WebSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes what is public as files, also while the server runs. */
@Command(
    name = "export",
    description = {
      "Write everything that is public as files for a mirror: issues, OSV, OpenVEX, Atom and a"
          + " dump.",
      "DIRECTORY/current is moved to the new one in one step; what did not change stays the same"
          + " file."
    },
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

  @Mixin private SettingOptions settingOptions = new SettingOptions();

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DIRECTORY",
      description = "Where to; made if it is missing.")
  private Path directory = Path.of("");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    Settings settings = settingOptions.resolve(Map.of());
    WebSettings web = settings.bind("snowguard.web", WebSettings.class);
    StaticExport.Done done;
    try (Database database =
        Database.openExisting(settings.bind("snowguard.database", DatabaseSettings.class))) {
      done = database.staticExport(web.baseUrl()).writeTo(directory);
    }
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(
        done.isNothingNew()
            ? "%s: %,d files, nothing new.".formatted(directory, done.files())
            : "%s: %,d files, of which %,d changed; %,d removed."
                .formatted(directory, done.files(), done.changed(), done.removed()));
    out.flush();
    return 0;
  }
}
