package org.snowguard.server.app;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.app.digest.DatabaseDigest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Prints what two databases with the same meaning have in common, also while the server runs. */
@Command(
    name = "digest",
    description = {
      "Print for each table its number of rows and a hash over its sorted content.",
      "Two databases that mean the same print the same, whatever way they came there."
    },
    mixinStandardHelpOptions = true)
final class DigestCommand implements Callable<Integer> {

  @Mixin private SettingOptions settingOptions = new SettingOptions();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(
      names = "--suggestions",
      paramLabel = "FILE",
      description =
          "Also write what the machine suggests, in the form of snowguard match: equal to what the"
              + " command prints from the same files.")
  private @Nullable Path suggestions;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    DatabaseSettings settings = settingOptions.database();
    List<DatabaseDigest.Line> lines;
    try (Database database = Database.openExisting(settings)) {
      lines = database.digest().lines();
      if (suggestions != null) {
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(suggestions))) {
          database.suggestionExport().writeTo(file);
        }
      }
    }
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.print(json ? asJson(lines) : asText(lines));
    out.flush();
    return 0;
  }

  private static String asText(List<DatabaseDigest.Line> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(
        line -> text.append("%-22s %9d %s%n".formatted(line.table(), line.rows(), line.sha256())));
    return text.toString();
  }

  private static String asJson(List<DatabaseDigest.Line> lines) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("schema", 1);
    document.put("tables", lines);
    return JsonMapper.builder().build().writeValueAsString(document) + System.lineSeparator();
  }
}
