package org.snowguard.server.app;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.nixpkgs.CarriedVersion;
import org.snowguard.server.nixpkgs.PackageHistory.Named;
import org.snowguard.server.nixpkgs.SnapshotPoint;

/** What {@code shipped} answers, in words. */
final class ShippedText {

  private static final String RED = "\u001b[31m";
  private static final String GREEN = "\u001b[32m";
  private static final String PLAIN = "\u001b[0m";
  private static final int VERSIONS = 8;

  private final boolean coloured;

  ShippedText(boolean coloured) {
    this.coloured = coloured;
  }

  String carried(
      @Nullable Named named,
      @Nullable String version,
      List<CarriedVersion> carried,
      List<CarriedVersion> elsewhere) {
    StringBuilder text = new StringBuilder();
    switch (named) {
      case null -> {}
      case Named.Attribute _ -> {}
      case Named.Project project ->
          text.append(
              "No attribute is called %s; its project has %s.%n"
                  .formatted(project.slug(), attributes(project.attributes())));
      case Named.Name name ->
          text.append(
              "No attribute or project is called %s; derivations of that name: %s.%n"
                  .formatted(name.pname(), attributes(name.attributes())));
    }
    list(carried, text);
    if (!elsewhere.isEmpty()) {
      text.append(
          "%s at %s by other attributes of its project, or with its derivation's name:%n"
              .formatted(carried.isEmpty() ? "Carried" : "Also carried", version));
      list(elsewhere, text);
    }
    text.append(
        Stream.concat(carried.stream(), elsewhere.stream()).anyMatch(CarriedVersion::isThere)
            ? paint(RED, "Some channel still carries it.")
            : paint(GREEN, "No channel carries it any more."));
    return text.append(System.lineSeparator()).toString();
  }

  private void list(List<CarriedVersion> carried, StringBuilder text) {
    String heading = "";
    for (CarriedVersion one : carried) {
      String next = one.attribute() + " " + one.label();
      if (!next.equals(heading)) {
        text.append(next).append(System.lineSeparator());
        heading = next;
      }
      text.append(line(one));
    }
  }

  private String line(CarriedVersion one) {
    SnapshotPoint gone = one.gone();
    String end =
        gone == null ? paint(RED, "still there") : paint(GREEN, "gone") + " at " + gone.words();
    return "  %-16s from %s to %s, %s%s%n"
        .formatted(
            one.channel(),
            one.from().words(),
            one.to().words(),
            end,
            one.supported() ? "" : " (channel past its end of life)");
  }

  String never(
      String word, @Nullable String version, List<CarriedVersion> others, List<String> nearest) {
    if (!others.isEmpty()) {
      List<String> versions = versions(version, others);
      String more = versions.size() > VERSIONS ? ", …" : "";
      return "No channel ever carried %s at %s, as far as its snapshots were read. Carried were: %s%s%n"
          .formatted(
              word, version, String.join(", ", versions.stream().limit(VERSIONS).toList()), more);
    }
    String advice =
        nearest.isEmpty()
            ? "No attribute is spelled like it."
            : "Nearest attributes: " + String.join(", ", nearest);
    return "No channel ever carried %s, as far as its snapshots were read. %s%n"
        .formatted(word, advice);
  }

  /** Those of the series that was asked for, where there are any: 5.6.1 for 5.6. */
  private static List<String> versions(@Nullable String version, List<CarriedVersion> others) {
    List<CarriedVersion> series =
        version == null
            ? List.of()
            : others.stream().filter(one -> one.isOfSeries(version)).toList();
    return (series.isEmpty() ? others : series)
        .stream().map(CarriedVersion::label).distinct().toList();
  }

  private static String attributes(List<String> attributes) {
    List<String> named = attributes.stream().limit(VERSIONS).toList();
    int more = attributes.size() - named.size();
    return String.join(", ", named) + (more == 0 ? "" : " and " + more + " more");
  }

  private String paint(String colour, String text) {
    return coloured ? colour + text + PLAIN : text;
  }
}
