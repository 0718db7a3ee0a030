package org.snowguard.server.app;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.app.schema.DatabaseException;
import org.snowguard.server.nixpkgs.CarriedVersion;
import org.snowguard.server.nixpkgs.PackageHistory;
import org.snowguard.server.nixpkgs.PackageHistory.Named;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** The first question of a supply-chain incident. */
@Command(
    name = "shipped",
    description = {
      "Say which channels carried a package, from which to which revision and date, and whether"
          + " they still do.",
      "Exit code 0: some channel carried it; 1: none ever did; 2: there is no answer: the input"
          + " cannot be understood, or there is nothing to look in."
    },
    // A failure must not look like "none ever did".
    exitCodeOnExecutionException = ExitCode.USAGE,
    mixinStandardHelpOptions = true)
final class ShippedCommand implements Callable<Integer> {

  private static final int NEVER_SHIPPED = 1;
  private static final int NEAREST = 5;

  /** How derivations and people write a version behind a name. */
  private static final Pattern NAME_AND_VERSION = Pattern.compile("(\\S+?)(?:-|\\s+)(v?[0-9]\\S*)");

  @Mixin private SettingOptions settingOptions = new SettingOptions();

  @Parameters(
      paramLabel = "ATTRIBUTE[@VERSION]",
      description =
          "An attribute such as xz@5.6.0; else a project's slug, else the name of a derivation."
              + " Case and a leading v of the version do not matter. A"
              + " version is looked for among its relatives too, and told apart.")
  private String asked = "";

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  /**
   * What was asked, as it was understood.
   *
   * @param named null: nothing is called so
   */
  private record Question(String word, @Nullable String version, @Nullable Named named) {}

  @Override
  public Integer call() {
    if (asked.isBlank() || asked.startsWith("@") || asked.endsWith("@")) {
      throw misread("write ATTRIBUTE or ATTRIBUTE@VERSION, such as xz@5.6.0");
    }
    DatabaseSettings settings = settingOptions.database();
    try (Database database = Database.openExisting(settings)) {
      PackageHistory history = database.packageHistory();
      if (history.isEmpty()) {
        throw new DatabaseException(
            "While looking for %s: no packages were ever read here. Check --data or --database-url, or give snowguard serve a --channel."
                .formatted(asked));
      }
      return answer(history);
    }
  }

  /**
   * What is known.
   *
   * @param all every version of what was asked for
   * @param carried those that were asked for
   * @param elsewhere where other attributes of the project or name carried the version
   */
  private record Answer(
      List<CarriedVersion> all, List<CarriedVersion> carried, List<CarriedVersion> elsewhere) {

    static Answer of(Question question, PackageHistory history) {
      Named named = question.named();
      if (named == null) {
        return new Answer(List.of(), List.of(), List.of());
      }
      List<CarriedVersion> all = history.carried(named.attributes());
      String version = question.version();
      if (version == null) {
        return new Answer(all, all, List.of());
      }
      List<CarriedVersion> carried = all.stream().filter(one -> one.isAt(version)).toList();
      return new Answer(all, carried, history.elsewhere(named.attributes(), version));
    }

    boolean isNever() {
      return carried.isEmpty() && elsewhere.isEmpty();
    }

    boolean isStillThere() {
      return Stream.concat(carried.stream(), elsewhere.stream()).anyMatch(CarriedVersion::isThere);
    }
  }

  private int answer(PackageHistory history) {
    Question question = question(history);
    Answer answer = Answer.of(question, history);
    List<String> nearest =
        question.named() == null ? history.nearest(question.word(), NEAREST) : List.of();
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    if (json) {
      out.println(asJson(question, answer, nearest));
    } else {
      ShippedText text = new ShippedText(System.console() != null && System.console().isTerminal());
      out.print(
          answer.isNever()
              ? text.never(question.word(), question.version(), answer.all(), nearest)
              : text.carried(
                  question.named(), question.version(), answer.carried(), answer.elsewhere()));
    }
    out.flush();
    return answer.isNever() ? NEVER_SHIPPED : 0;
  }

  private ParameterException misread(String advice) {
    return new ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "While reading what to look for, \"%s\": %s.".formatted(asked, advice));
  }

  /** An at sign may belong to the name: {@code nodePackages.@angular/cli}. */
  private Question question(PackageHistory history) {
    Optional<Named> whole = history.named(asked);
    int at = asked.lastIndexOf('@');
    if (whole.isPresent()) {
      return new Question(asked, null, whole.get());
    }
    Matcher otherwise = NAME_AND_VERSION.matcher(asked);
    // That nothing is called xz-5.6.1 must not be read as an all-clear for xz.
    if (at < 1 && otherwise.matches()) {
      throw misread(
          "nothing is called so; write %s@%s".formatted(otherwise.group(1), otherwise.group(2)));
    }
    if (at < 1) {
      return new Question(asked, null, null);
    }
    String word = asked.substring(0, at);
    return new Question(word, asked.substring(at + 1), history.named(word).orElse(null));
  }

  private static String asJson(Question question, Answer answer, List<String> nearest) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("schema", 1);
    document.put("asked", question.word());
    if (question.version() != null) {
      document.put("version", question.version());
    }
    document.put(
        "taken",
        switch (question.named()) {
          case null -> "nothing";
          case Named.Attribute _ -> "attribute";
          case Named.Project _ -> "project";
          case Named.Name _ -> "name";
        });
    document.put("carried", answer.carried());
    document.put("elsewhere", answer.elsewhere());
    document.put("stillThere", answer.isStillThere());
    document.put("nearest", nearest);
    return JsonMapper.builder().build().writeValueAsString(document);
  }
}
