package org.snowguard.formats.sources;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.PackageSources;
import org.snowguard.core.nixpkgs.Patch;
import org.snowguard.formats.json.JsonDocument;
import org.snowguard.formats.json.JsonLines;
import org.snowguard.formats.json.Located;

/**
 * Reads a file of sources line by line: {@code
 * {"attr","pname","version","patches":[{"name","urls"}],"srcRev","srcUrls","vendor":{KIND:true}}}.
 * Of several lines for one attribute the last stands. Lines of nix-eval-jobs hold the same under
 * {@code extraValue}. A line that says nothing of patches is left out: that they were not read must
 * not pass for there being none.
 */
public final class SourcesReader {
  private static final int MAX_PROBLEMS = 10_000;

  private final Map<String, SourceLine> lines = new HashMap<>();
  private final List<LineProblem> problems = new ArrayList<>();
  private int bad;
  private int silent;
  private int firstSilent;

  private SourcesReader() {}

  /**
   * Reads plain JSON lines to their end or to the place where they break off; closes the stream.
   */
  public static SourcesRead read(InputStream jsonLines) {
    return new SourcesReader().readAll(jsonLines);
  }

  private SourcesRead readAll(InputStream jsonLines) {
    String brokenOff = null;
    int number = 0;
    try (JsonLines input = new JsonLines(new BufferedInputStream(jsonLines, 1 << 16))) {
      for (byte[] line = input.next(); line != null; line = input.next()) {
        number++;
        if (line.length > 0) {
          readLine(number, line);
        }
      }
    } catch (IOException broken) {
      brokenOff = "after line %d: %s".formatted(number, broken.getMessage());
    }
    if (silent > 0) {
      report(
          firstSilent,
          "and %d more say nothing of patches: for nix-eval-jobs, add --apply as docs/evaluate.md says"
              .formatted(silent - 1));
    }
    return new SourcesRead(lines, bad, problems, brokenOff);
  }

  private void readLine(int number, byte[] line) {
    switch (JsonDocument.parse(line)) {
      case JsonDocument.Malformed(String reason) -> report(number, reason);
      case JsonDocument.Parsed(Located root, List<String> _) ->
          readLine(number, EvaluatorLine.of(root));
    }
  }

  private void readLine(int number, EvaluatorLine line) {
    String attribute = line.attribute();
    String error = line.error();
    String unread = line.unreadPatches();
    if (attribute == null) {
      report(number, "has no attr");
    } else if (error != null) {
      report(number, "%s could not be evaluated: %s".formatted(attribute, error));
    } else if (unread != null) {
      report(number, "patches of %s could not be evaluated: %s".formatted(attribute, unread));
    } else if (!line.hasPatches()) {
      firstSilent = silent == 0 ? number : firstSilent;
      silent++;
    } else {
      lines.put(attribute, new SourceLine(attribute, line.version(), sources(line.fields())));
    }
  }

  private static PackageSources sources(Located root) {
    return new PackageSources(
        patches(root), root.texts("srcUrls"), nonBlank(root.text("srcRev")), vendored(root));
  }

  private static List<Patch> patches(Located root) {
    List<Patch> patches = new ArrayList<>();
    for (Located patch : root.get("patches").itemsOrSelf()) {
      String bare = patch.text();
      String name = bare != null ? bare : patch.text("name");
      if (name != null) {
        patches.add(new Patch(name, patch.texts("urls")));
      }
    }
    return patches;
  }

  private static Set<String> vendored(Located root) {
    Set<String> kinds = new TreeSet<>();
    for (Located kind : root.get("vendor").fields()) {
      if (kind.isTrue()) {
        kinds.add(kind.step());
      }
    }
    return kinds;
  }

  private void report(int number, String reason) {
    bad++;
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(new LineProblem(number, reason));
    }
  }

  private static @Nullable String nonBlank(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
