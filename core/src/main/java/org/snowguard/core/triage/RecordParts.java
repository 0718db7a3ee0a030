package org.snowguard.core.triage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.CvssStatement;
import org.snowguard.core.record.Reference;
import org.snowguard.core.record.VulnerabilityRecord;

/**
 * What a record said, part by part, small enough to be kept with a decision: short parts as they
 * are, long ones as a digest. JSON pointers and the time of update are no part of it, so a record
 * whose containers only changed places is the same.
 */
public record RecordParts(Map<String, String> parts) {
  private static final int SHORT = 80;

  public RecordParts {
    parts = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(parts));
  }

  /** The parts of a record. */
  public static RecordParts of(VulnerabilityRecord vulnerability) {
    Map<String, String> parts = new TreeMap<>();
    put(parts, "state", vulnerability.state());
    put(parts, "title", Objects.requireNonNullElse(vulnerability.title(), ""));
    put(parts, "description", vulnerability.description());
    put(parts, "affected", sorted(vulnerability.affected().stream().map(RecordParts::said)));
    put(parts, "references", sorted(vulnerability.references().stream().map(Reference::url)));
    put(parts, "cvss", sorted(vulnerability.cvss().stream().map(CvssStatement::vector)));
    put(parts, "weaknesses", sorted(vulnerability.weaknesses().stream()));
    put(parts, "tags", sorted(vulnerability.tags().stream()));
    put(parts, "aliases", sorted(vulnerability.aliases().stream()));
    put(parts, "ssvc", Objects.requireNonNullElse(vulnerability.ssvc(), ""));
    put(
        parts,
        "known exploited since",
        Objects.requireNonNullElse(vulnerability.knownExploitedSince(), ""));
    return new RecordParts(parts);
  }

  /**
   * The parts that differ, one line each, sorted by part; empty when nothing of substance changed.
   */
  public List<String> differences(RecordParts now) {
    TreeSet<String> names = new TreeSet<>(parts.keySet());
    names.addAll(now.parts.keySet());
    List<String> lines = new ArrayList<>();
    for (String name : names) {
      String before = parts.getOrDefault(name, "");
      String after = now.parts.getOrDefault(name, "");
      if (!before.equals(after)) {
        lines.add(line(name, before, after));
      }
    }
    return List.copyOf(lines);
  }

  private static String line(String name, String before, String after) {
    boolean readable = !isDigest(before) && !isDigest(after);
    return readable
        ? "%s: %s, was %s".formatted(name, shown(after), shown(before))
        : name + " changed";
  }

  private static String shown(String text) {
    return text.isEmpty() ? "none" : text;
  }

  private static String said(AffectedEntry entry) {
    return new AffectedEntry(
            "",
            entry.container(),
            entry.vendor(),
            entry.product(),
            entry.packageName(),
            entry.collectionUrl(),
            entry.packageUrl(),
            entry.repo(),
            entry.cpes(),
            entry.platforms(),
            entry.modules(),
            entry.programFiles(),
            entry.versions(),
            entry.defaultStatus())
        .toString();
  }

  private static String sorted(java.util.stream.Stream<String> lines) {
    return String.join("\n", lines.sorted().toList());
  }

  private static void put(Map<String, String> parts, String name, Object value) {
    String text = value.toString();
    parts.put(name, text.length() <= SHORT ? text.replace('\n', ' ') : digest(text));
  }

  private static boolean isDigest(String text) {
    return text.startsWith("sha256:");
  }

  private static String digest(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] hash = sha256.digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException impossible) {
      // Every Java platform has SHA-256 (java.security.MessageDigest).
      throw new IllegalStateException(impossible);
    }
  }
}
