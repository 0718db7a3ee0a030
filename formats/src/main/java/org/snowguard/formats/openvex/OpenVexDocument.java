package org.snowguard.formats.openvex;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document of OpenVEX 0.2.0.
 *
 * @param id an IRI that stays the same through all versions
 * @param issued when its first version was
 * @param updated when this version was, or null for the first
 * @param version from 1; grows whenever a statement changes
 * @param statements at least one, as the specification demands
 * @see <a href="https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md">OpenVEX 0.2.0</a>
 */
public record OpenVexDocument(
    String id,
    String author,
    @Nullable String role,
    Instant issued,
    @Nullable Instant updated,
    int version,
    List<VexStatement> statements) {

  public OpenVexDocument {
    statements = List.copyOf(statements);
    if (statements.isEmpty()) {
      throw new IllegalArgumentException(
          "writing the OpenVEX document %s: it needs a statement at least".formatted(id));
    }
  }

  /**
   * What holds for one vulnerability of some products.
   *
   * @param vulnerability the id that it is best known by
   * @param page an IRI that tells more of it, or null
   * @param aliases other ids
   * @param products package URLs
   * @param notes how it was determined, or null
   * @param action for {@code affected} alone
   */
  public record VexStatement(
      String vulnerability,
      @Nullable String page,
      List<String> aliases,
      List<String> products,
      String status,
      @Nullable String justification,
      @Nullable String notes,
      @Nullable String action) {
    public VexStatement {
      aliases = List.copyOf(aliases);
      products = List.copyOf(products);
    }
  }
}
