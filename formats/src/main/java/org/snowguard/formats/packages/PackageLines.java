package org.snowguard.formats.packages;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.formats.json.JsonDocument;
import org.snowguard.formats.json.JsonLines;
import org.snowguard.formats.json.Located;
import org.snowguard.formats.sources.EvaluatorLine;

/**
 * Packages from the lines of an evaluator, {@code {"attr","name","meta",…}}: our own, or
 * nix-eval-jobs with {@code --meta}. One instance reads one file.
 */
final class PackageLines {
  private static final int SNIFFED = 256;
  private static final int MAX_PROBLEMS = 10_000;

  /** Both evaluators write the attribute first. */
  private static final Pattern BEGINNING = Pattern.compile("(?s)\\s*\\{\\s*\"attr\"\\s*:\\s*\".*");

  private final TreeMap<String, NixPackage> packages = new TreeMap<>();
  private final List<PackageProblem> problems = new ArrayList<>();
  private final PackageFields fields = new PackageFields(new Shared());
  private int skipped;

  private PackageLines() {}

  /** Whether the text begins as such a line does; leaves the stream at its beginning. */
  static boolean isBeginningOf(BufferedInputStream input) throws IOException {
    input.mark(SNIFFED);
    try {
      String beginning = new String(input.readNBytes(SNIFFED), StandardCharsets.ISO_8859_1);
      return BEGINNING.matcher(beginning).matches();
    } finally {
      input.reset();
    }
  }

  static PackagesRead read(String channel, InputStream jsonLines) {
    return new PackageLines().readAll(channel, jsonLines);
  }

  private PackagesRead readAll(String channel, InputStream jsonLines) {
    String brokenOff = null;
    int number = 0;
    try (JsonLines input = new JsonLines(jsonLines)) {
      for (byte[] line = input.next(); line != null; line = input.next()) {
        number++;
        if (line.length > 0) {
          readLine(number, line);
        }
      }
    } catch (IOException broken) {
      brokenOff = "after line %d: %s".formatted(number, broken.getMessage());
    }
    List<NixPackage> sorted = List.copyOf(packages.values());
    return new PackagesRead(new ChannelPackages(channel, sorted), skipped, problems, brokenOff);
  }

  private void readLine(int number, byte[] line) {
    switch (JsonDocument.parse(line)) {
      case JsonDocument.Malformed(String reason) -> skip("", "line " + number + ": " + reason);
      case JsonDocument.Parsed(Located root, List<String> _) ->
          readPackage(number, EvaluatorLine.of(root));
    }
  }

  private void readPackage(int number, EvaluatorLine line) {
    String attribute = line.attribute();
    String error = line.error();
    if (attribute == null) {
      skip("", "line %d: has no attr".formatted(number));
    } else if (error != null) {
      skip(attribute, "could not be evaluated: " + error);
    } else {
      readPackage(attribute, line);
    }
  }

  private void readPackage(String attribute, EvaluatorLine line) {
    switch (fields.read(attribute, line.fields())) {
      case PackageFields.Unusable(String reason) -> skip(attribute, reason);
      case PackageFields.Usable(NixPackage found) -> {
        if (packages.put(attribute, found) != null) {
          report(attribute, "given twice: the later one stands");
        }
      }
    }
  }

  private void skip(String attribute, String reason) {
    skipped++;
    report(attribute, reason);
  }

  private void report(String attribute, String reason) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(new PackageProblem(attribute, reason));
    }
  }
}
