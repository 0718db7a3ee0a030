package org.snowguard.server.app;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.match.LearnedAlias;
import org.snowguard.core.match.LearnedAliases;
import org.snowguard.server.matching.AliasExport;
import org.snowguard.server.matching.CpeAdvice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** What people's decisions taught, also while the server runs. */
@Command(
    name = "aliases",
    description = "What people's decisions taught about names.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class AliasesCommand {

  @Mixin private SettingOptions settingOptions = new SettingOptions();

  @Spec private @Nullable CommandSpec spec;

  @Command(
      name = "list",
      description = {
        "Print every lesson in use, in the form that snowguard match --aliases reads.",
        "With it the command suggests what the server suggests from the same files."
      },
      mixinStandardHelpOptions = true)
  void list(@Option(names = "--json", description = "Print JSON.") boolean json) {
    print(
        export ->
            json
                ? document(export.learned().stream().map(AliasesCommand::json).toList())
                : String.join("\n", LearnedAliases.lines(export.learned())) + "\n");
  }

  @Command(
      name = "export",
      description = {
        "Print the CPE names that people confirmed, for packages that assert none:",
        "a snippet for meta of each file, to be given back to nixpkgs."
      },
      mixinStandardHelpOptions = true)
  void export(@Option(names = "--json", description = "Print JSON.") boolean json) {
    print(
        export -> {
          List<CpeAdvice> advice = export.forNixpkgs();
          return json
              ? document(advice.stream().map(CpePartsText::json).toList())
              : CpePartsText.nix(advice);
        });
  }

  private static Map<String, @Nullable Object> json(LearnedAlias alias) {
    Map<String, @Nullable Object> item = new LinkedHashMap<>();
    item.put("vendor", alias.vendor());
    item.put("product", alias.product());
    item.put("project", alias.project());
    item.put("kind", alias.kind().text());
    item.put("people", alias.people());
    return item;
  }

  private static String document(List<?> items) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("schema", 1);
    document.put("items", items);
    return JsonMapper.builder().build().writeValueAsString(document) + System.lineSeparator();
  }

  private void print(Function<AliasExport, String> text) {
    DatabaseSettings database = settingOptions.database();
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    try (Database opened = Database.openExisting(database)) {
      out.print(text.apply(opened.aliasExport()));
    }
    out.flush();
  }
}
