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
 * Of several lines for one attribute the last stands.
 */
public final class SourcesReader {
  private static final int MAX_PROBLEMS = 10_000;

  private final Map<String, SourceLine> lines = new HashMap<>();
  private final List<LineProblem> problems = new ArrayList<>();
  private int bad;

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
    return new SourcesRead(lines, bad, problems, brokenOff);
  }

  private void readLine(int number, byte[] line) {
    switch (JsonDocument.parse(line)) {
      case JsonDocument.Malformed(String reason) -> report(number, reason);
      case JsonDocument.Parsed(Located root, List<String> _) -> {
        String attribute = root.text("attr");
        if (attribute == null || attribute.isBlank()) {
          report(number, "has no attr");
        } else {
          lines.put(
              attribute, new SourceLine(attribute, nonBlank(root.text("version")), sources(root)));
        }
      }
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
