package org.snowguard.formats.packages;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.formats.json.JsonBounds;
import org.snowguard.formats.json.JsonProblems;
import org.snowguard.formats.json.JsonStream;
import org.snowguard.formats.json.JsonTree;
import org.snowguard.formats.json.Located;
import org.snowguard.formats.json.StorableText;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads {@code packages.json}, {@code {"version":"2","packages":{ATTRIBUTE:{…}}}}, package by
 * package; also what {@code nix-env --query --json} prints, {@code {ATTRIBUTE:{…}}}, and the lines
 * of an evaluator. Equal parts of different packages are shared. One instance reads one file.
 */
public final class PackagesReader {
  private static final String READABLE_VERSION = "2";
  private static final int MAX_PROBLEMS = 10_000;
  private static final int BUFFER = 1 << 16;

  private final TreeMap<String, NixPackage> packages = new TreeMap<>();
  private final List<PackageProblem> problems = new ArrayList<>();
  private final PackageFields fields = new PackageFields(new Shared());
  private int skipped;
  private boolean foundPackages;
  private String lastAttribute = "";

  private PackagesReader() {}

  /** Reads plain JSON to its end or to the place where it breaks off, and closes the stream. */
  public static PackagesRead read(String channel, InputStream json) {
    BufferedInputStream buffered = new BufferedInputStream(json, BUFFER);
    try {
      if (PackageLines.isBeginningOf(buffered)) {
        return PackageLines.read(channel, buffered);
      }
    } catch (IOException unreadable) {
      return new PackagesRead(
          new ChannelPackages(channel, List.of()),
          0,
          List.of(),
          "before the first package: " + unreadable.getMessage());
    }
    return new PackagesReader().readAll(channel, buffered);
  }

  private PackagesRead readAll(String channel, InputStream json) {
    String brokenOff = null;
    try (JsonParser parser = JsonStream.open(json)) {
      readFile(parser);
      if (!foundPackages) {
        brokenOff = "no object 'packages' in it: is this the packages.json of a channel?";
      }
    } catch (JacksonException broken) {
      brokenOff = brokenOff(broken);
    }
    List<NixPackage> sorted = List.copyOf(packages.values());
    return new PackagesRead(new ChannelPackages(channel, sorted), skipped, problems, brokenOff);
  }

  private String brokenOff(JacksonException broken) {
    String where =
        lastAttribute.isEmpty()
            ? "before the first package"
            : "after %d packages, at %s".formatted(packages.size(), lastAttribute);
    return "%s: %s".formatted(where, JsonProblems.reason(broken));
  }

  private void readFile(JsonParser parser) {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return;
    }
    boolean bare = false;
    boolean first = true;
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonToken token = parser.nextToken();
      // Only nix-env begins with a package.
      bare |= first && token == JsonToken.START_OBJECT && !name.equals("packages");
      first = false;
      if (bare) {
        readPackage(parser, StorableText.of(name));
        foundPackages = !packages.isEmpty();
      } else if (name.equals("version")) {
        checkVersion(Located.root(new JsonTree().read(parser)).text());
      } else if (name.equals("packages") && token == JsonToken.START_OBJECT) {
        foundPackages = true;
        readPackages(parser);
      } else {
        parser.skipChildren();
      }
    }
    if (parser.nextToken() != null) {
      report("", "goes on after its end: the rest was not read");
    }
  }

  private void checkVersion(@Nullable String version) {
    if (!READABLE_VERSION.equals(version)) {
      report("", "its version is %s, not 2: read as if it were 2".formatted(version));
    }
  }

  private void readPackages(JsonParser parser) {
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      readPackage(parser, StorableText.of(name));
    }
  }

  private void readPackage(JsonParser parser, String attribute) {
    lastAttribute = attribute;
    JsonTree tree = new JsonTree();
    Located value = PackageShape.read(parser, tree);
    if (tree.tooDeep()) {
      skip(attribute, "nests deeper than %d levels".formatted(JsonBounds.NESTING));
      return;
    }
    switch (fields.read(attribute, value)) {
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
