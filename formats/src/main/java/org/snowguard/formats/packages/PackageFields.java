package org.snowguard.formats.packages;

import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.PackageMetadata;
import org.snowguard.core.version.DerivationName;
import org.snowguard.formats.json.Located;

/** A package of the file as a value, or why it is none. */
final class PackageFields {
  private static final int MAX_ATTRIBUTE = 1_000;

  private final MetaFields meta;

  PackageFields(Shared shared) {
    this.meta = new MetaFields(shared);
  }

  sealed interface Outcome {}

  record Usable(NixPackage found) implements Outcome {}

  record Unusable(String reason) implements Outcome {}

  Outcome read(String attribute, Located value) {
    if (attribute.isBlank() || attribute.length() > MAX_ATTRIBUTE) {
      return new Unusable("its attribute is no path of names");
    }
    if (!value.isObject()) {
      return new Unusable("is not an object");
    }
    String pname = nonBlank(value.text("pname"));
    String version = nonBlank(value.text("version"));
    String name = name(value, pname, version);
    if (name == null) {
      return new Unusable("has neither name nor pname");
    }
    DerivationName derived = DerivationName.parse(name);
    PackageMetadata metadata =
        value.get("meta").isObject() ? meta.read(value.get("meta")) : PackageMetadata.NONE;
    return new Usable(
        new NixPackage(
            attribute,
            name,
            pname != null ? pname : derived.name().isEmpty() ? name : derived.name(),
            version != null ? version : nonBlank(derived.version()),
            metadata,
            null));
  }

  private static @Nullable String name(
      Located value, @Nullable String pname, @Nullable String version) {
    String name = nonBlank(value.text("name"));
    if (name != null) {
      return name;
    }
    if (pname != null) {
      return version == null ? pname : pname + "-" + version;
    }
    return nonBlank(value.get("meta").text("name"));
  }

  private static @Nullable String nonBlank(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
