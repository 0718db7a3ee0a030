package org.snowguard.formats.packages;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.AssertedCpe;
import org.snowguard.core.nixpkgs.Maintainer;
import org.snowguard.core.nixpkgs.PackageMetadata;
import org.snowguard.core.nixpkgs.SortedTexts;
import org.snowguard.formats.json.Located;

/** {@code meta} of a package. */
final class MetaFields {
  private final Shared shared;

  MetaFields(Shared shared) {
    this.shared = shared;
  }

  PackageMetadata read(Located meta) {
    return new PackageMetadata(
        meta.text("description"),
        shared.list(meta.texts("homepage")),
        first(meta.texts("changelog")),
        first(meta.texts("downloadPage")),
        meta.text("position"),
        meta.text("mainProgram"),
        shared.list(maintainers(meta)),
        shared.one(SortedTexts.copyOf(platforms(meta))),
        shared.list(cpes(meta)),
        identifiers(meta).texts("purls"),
        meta.texts("knownVulnerabilities"),
        builtFromSource(meta),
        meta.get("broken").isTrue(),
        shared.list(licenses(meta)));
  }

  private static List<Maintainer> maintainers(Located meta) {
    List<Maintainer> maintainers = new ArrayList<>();
    for (Located person : meta.get("maintainers").itemsOrSelf()) {
      String text = person.text();
      if (text != null) {
        maintainers.add(new Maintainer(null, null, withoutMail(text)));
      } else if (person.isObject()) {
        String login = person.text("github");
        String name = person.text("name");
        String shown = name != null ? name : login;
        if (shown != null) {
          maintainers.add(new Maintainer(number(person.text("githubId")), login, shown));
        }
      }
    }
    return maintainers;
  }

  /** Old channels write {@code Name <mail>}; the mail address is never kept. */
  private static String withoutMail(String text) {
    int bracket = text.indexOf('<');
    return (bracket < 0 ? text : text.substring(0, bracket)).strip();
  }

  private static @Nullable Long number(@Nullable String text) {
    return text == null || !text.matches("\\d{1,18}") ? null : Long.valueOf(text);
  }

  private static Set<String> platforms(Located meta) {
    Set<String> platforms = new TreeSet<>();
    for (Located platform : meta.get("platforms").itemsOrSelf()) {
      String text = platform.text();
      if (text != null) {
        platforms.add(text);
      } else {
        platforms.addAll(kernels(platform.get("kernel")));
      }
    }
    return platforms;
  }

  /** A pattern over platforms names a kernel, or families of them such as {@code bsd}. */
  private static List<String> kernels(Located kernel) {
    String text = kernel.text();
    String name = text != null ? text : kernel.text("name");
    return name != null
        ? List.of(name)
        : kernel.get("families").fields().stream().map(Located::step).toList();
  }

  /** The stable face of the identifiers; before it existed, the same fields one level up. */
  private static Located identifiers(Located meta) {
    Located identifiers = meta.get("identifiers");
    return identifiers.get("v1").isObject() ? identifiers.get("v1") : identifiers;
  }

  private static List<AssertedCpe> cpes(Located meta) {
    Set<AssertedCpe> cpes = new LinkedHashSet<>();
    addAsserted(identifiers(meta).get("cpeParts"), cpes);
    for (Located possible : identifiers(meta).get("possibleCPEs").items()) {
      addAsserted(possible.get("cpeParts"), cpes);
    }
    return List.copyOf(cpes);
  }

  private static void addAsserted(Located parts, Set<AssertedCpe> cpes) {
    String vendor = parts.text("vendor");
    String product = parts.text("product");
    if (vendor != null && product != null && !vendor.isBlank() && !vendor.equals("*")) {
      cpes.add(new AssertedCpe(vendor, product));
    }
  }

  private static boolean builtFromSource(Located meta) {
    return meta.get("sourceProvenance").itemsOrSelf().stream().noneMatch(MetaFields::isBinary);
  }

  private static boolean isBinary(Located provenance) {
    if (provenance.get("isSource").isPresent()) {
      return provenance.get("isSource").isFalse();
    }
    String text = provenance.text();
    String name = text != null ? text : provenance.text("shortName");
    return name != null && name.startsWith("binary");
  }

  private static List<String> licenses(Located meta) {
    Set<String> licenses = new LinkedHashSet<>();
    addLicenses(meta.get("license"), licenses);
    return List.copyOf(licenses);
  }

  /**
   * Compound licences hold {@code licenses} under an operator, or a {@code license} with an
   * exception.
   */
  private static void addLicenses(Located license, Set<String> licenses) {
    for (Located one : license.itemsOrSelf()) {
      String text = one.text();
      if (text != null) {
        licenses.add(text);
      } else if (one.isArray() || !one.isObject()) {
        addLicenses(one, licenses);
      } else if (one.get("licenses").isArray()) {
        addLicenses(one.get("licenses"), licenses);
      } else if (one.get("license").isPresent()) {
        addLicenses(one.get("license"), licenses);
      } else {
        addName(one, licenses);
      }
    }
  }

  private static void addName(Located license, Set<String> licenses) {
    for (String field : List.of("spdxId", "shortName", "fullName")) {
      String name = license.text(field);
      if (name != null && !name.isBlank()) {
        licenses.add(name);
        return;
      }
    }
  }

  private static @Nullable String first(List<String> texts) {
    return texts.isEmpty() ? null : texts.getFirst();
  }
}
