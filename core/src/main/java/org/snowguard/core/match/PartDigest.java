package org.snowguard.core.match;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.PackageMetadata;
import org.snowguard.core.nixpkgs.PackageSources;
import org.snowguard.core.nixpkgs.Patch;

/** Texts with their lengths, so that no two lists run together. */
final class PartDigest {
  private static final int DIGEST_BYTES = 16;

  private final MessageDigest digest;

  PartDigest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  void add(NixPackage found) {
    add(found.attribute());
    add(found.name());
    add(found.pname());
    add(found.version());
    add(found.metadata());
    PackageSources sources = found.sources();
    add(sources == null ? null : "sources");
    if (sources != null) {
      add(Integer.toString(sources.patches().size()));
      for (Patch patch : sources.patches()) {
        add(patch.name());
        add(patch.urls());
      }
      add(sources.urls());
      add(sources.revision());
      add(sources.vendored());
    }
  }

  /** Without what no match looks at and what changes often: position, maintainers, licenses. */
  private void add(PackageMetadata metadata) {
    add(metadata.description());
    add(metadata.homepages());
    add(metadata.changelog());
    add(metadata.downloadPage());
    add(metadata.mainProgram());
    add(metadata.platforms());
    add(metadata.cpes().stream().map(cpe -> cpe.vendor() + ":" + cpe.product()).toList());
    add(metadata.purls());
    add(metadata.knownVulnerabilities());
    add(metadata.builtFromSource() + " " + metadata.broken());
  }

  void add(Collection<String> texts) {
    add(Integer.toString(texts.size()));
    texts.forEach(this::add);
  }

  /** As they are ordered by themselves, for those that come in any order. */
  void addSorted(Collection<String> texts) {
    add(texts.stream().sorted().toList());
  }

  <T> void addSorted(Collection<T> things, Function<? super T, String> text) {
    add(things.stream().map(text).sorted().toList());
  }

  void add(@Nullable String text) {
    if (text == null) {
      digest.update((byte) '-');
      return;
    }
    byte[] bytes = text.getBytes(UTF_8);
    digest.update((bytes.length + ":").getBytes(UTF_8));
    digest.update(bytes);
  }

  String text() {
    return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), DIGEST_BYTES));
  }
}
