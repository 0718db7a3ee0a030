package org.snowguard.formats.cve;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.VersionChange;
import org.snowguard.core.record.VersionStatement;
import org.snowguard.core.record.VersionStatus;
import org.snowguard.formats.json.Located;

/** {@code affected[]} of a container (CVE JSON 5, definitions/product). */
final class AffectedProducts {
  private AffectedProducts() {}

  static List<AffectedEntry> of(SourceContainer container) {
    List<AffectedEntry> entries = new ArrayList<>();
    for (Located product : container.at().get("affected").itemsOrSelf()) {
      if (product.isObject()) {
        entries.add(entry(container, product));
      }
    }
    return entries;
  }

  private static AffectedEntry entry(SourceContainer container, Located product) {
    return new AffectedEntry(
        product.pointer(),
        container.container(),
        product.text("vendor"),
        product.text("product"),
        product.text("packageName"),
        product.text("collectionURL"),
        product.text("packageURL"),
        product.text("repo"),
        product.texts("cpes"),
        product.texts("platforms"),
        product.texts("modules"),
        product.texts("programFiles"),
        versions(product),
        status(product.text("defaultStatus")));
  }

  /**
   * One statement for each element, whatever it holds, so that its index stays its place in the
   * record.
   */
  private static List<VersionStatement> versions(Located product) {
    List<VersionStatement> statements = new ArrayList<>();
    for (Located version : product.get("versions").itemsOrSelf()) {
      statements.add(version.isObject() ? statement(version) : bare(version));
    }
    return statements;
  }

  private static VersionStatement statement(Located version) {
    String start = version.text("version");
    return new VersionStatement(
        start == null ? "" : start,
        statusOrUnknown(version.text("status")),
        version.text("lessThan"),
        version.text("lessThanOrEqual"),
        version.text("versionType"),
        changes(version));
  }

  private static VersionStatement bare(Located version) {
    String text = version.text();
    return new VersionStatement(
        text == null ? "" : text, VersionStatus.UNKNOWN, null, null, null, List.of());
  }

  private static List<VersionChange> changes(Located version) {
    List<VersionChange> changes = new ArrayList<>();
    for (Located change : version.get("changes").itemsOrSelf()) {
      String at = change.text("at");
      if (at != null) {
        changes.add(new VersionChange(at, statusOrUnknown(change.text("status"))));
      }
    }
    return changes;
  }

  private static VersionStatus statusOrUnknown(@Nullable String text) {
    VersionStatus status = status(text);
    return status == null ? VersionStatus.UNKNOWN : status;
  }

  private static @Nullable VersionStatus status(@Nullable String text) {
    return text == null
        ? null
        : switch (text.strip().toLowerCase(Locale.ROOT)) {
          case "affected" -> VersionStatus.AFFECTED;
          case "unaffected" -> VersionStatus.UNAFFECTED;
          case "unknown" -> VersionStatus.UNKNOWN;
          default -> null;
        };
  }
}
