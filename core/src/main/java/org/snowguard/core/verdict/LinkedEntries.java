package org.snowguard.core.verdict;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.version.VersionScheme;

/**
 * The entries of a record that speak of one project. Their statements are read once for each
 * edition and each scheme of the project's packages, which are few, and not for each package.
 */
final class LinkedEntries {
  private final List<AffectedEntry> all;
  private final List<AffectedEntry> upstream;
  private final ModuleMajors modules;
  private final Map<Reader, List<ReadStatements>> read = new HashMap<>();

  LinkedEntries(List<AffectedEntry> all) {
    this.all = all;
    upstream = all.stream().filter(entry -> !Editions.isOtherDistribution(entry)).toList();
    modules = new ModuleMajors(upstream);
  }

  /** What of a package decides how its entries are chosen and read. */
  private record Reader(boolean extendedSupport, VersionScheme scheme) {}

  private record ReadStatements(AffectedEntry entry, List<Statement> statements) {}

  /** All of them, those of other distributions included. */
  List<AffectedEntry> all() {
    return all;
  }

  /** Those that speak of a package's edition and module, with what they say of its version. */
  List<ReadEntry> read(boolean extendedSupport, SubjectVersion version) {
    Reader reader = new Reader(extendedSupport, version.packageScheme());
    return read.computeIfAbsent(reader, r -> statements(r, version)).stream()
        .filter(one -> modules.reach(one.entry(), version))
        .map(one -> ReadEntry.of(one.entry(), one.statements(), version))
        .toList();
  }

  private List<ReadStatements> statements(Reader reader, SubjectVersion version) {
    return Editions.ofPackage(upstream, reader.extendedSupport()).stream()
        .map(entry -> new ReadStatements(entry, Statement.of(entry, version)))
        .toList();
  }
}
