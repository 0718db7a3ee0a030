package org.snowguard.core.match;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.PackageMetadata;
import org.snowguard.core.nixpkgs.PackageSources;
import org.snowguard.core.nixpkgs.Patch;
import org.snowguard.core.project.ProjectGroup;

/** Digests and keys of what an index is made of. */
final class IndexParts {
  private static final int DIGEST_BYTES = 16;

  private final Map<String, Integer> places = new HashMap<>();

  /** {@code channels} in the order of the index. */
  IndexParts(List<String> channels) {
    channels.forEach(channel -> places.put(channel, places.size()));
  }

  IndexPart of(IndexedProject project) {
    ProjectProfile profile = project.profile();
    LookupKeys.Builder keys = new LookupKeys.Builder();
    keys.project(profile.group().key());
    profile.names().keySet().forEach(keys::name);
    profile.repositories().forEach(keys::repository);
    profile.cpes().forEach(keys::cpe);
    profile.purls().forEach(keys::purl);
    profile.flaws().keySet().forEach(keys::flaw);
    return new IndexPart("project " + profile.group().key(), digest(project), keys.build());
  }

  /** What was taught about each product. */
  static List<IndexPart> of(Collection<LearnedAlias> lessons) {
    Map<String, List<String>> byProduct = new TreeMap<>();
    for (LearnedAlias lesson : lessons) {
      byProduct
          .computeIfAbsent(NameKeys.squash(lesson.product()), product -> new ArrayList<>(1))
          .add(lesson.toString());
    }
    List<IndexPart> parts = new ArrayList<>();
    byProduct.forEach(
        (product, taught) -> {
          LookupKeys.Builder keys = new LookupKeys.Builder();
          keys.taught(product);
          Digest digest = new Digest();
          digest.add(taught);
          parts.add(new IndexPart("lessons " + product, digest.text(), keys.build()));
        });
    return parts;
  }

  /** Over the group and its packages: all that a profile and a verdict are made from. */
  private String digest(IndexedProject project) {
    ProjectGroup group = project.group();
    Digest digest = new Digest();
    digest.add(group.key());
    digest.add(group.variantOf());
    digest.add(group.attributes());
    for (ProjectBuilds.Build build : project.builds().all()) {
      digest.add(places.get(build.channel()) + " " + build.channel());
      digest.add(build.pkg());
    }
    return digest.text();
  }

  /** Texts with their lengths, so that no two lists run together. */
  private static final class Digest {
    private final MessageDigest digest;

    Digest() {
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
}
