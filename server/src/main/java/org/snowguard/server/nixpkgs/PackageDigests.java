package org.snowguard.server.nixpkgs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.PackageSources;
import org.snowguard.core.nixpkgs.Patch;
import org.snowguard.server.ingest.Fingerprints;

/** Digests by which equal values are stored once. */
final class PackageDigests {

  private PackageDigests() {}

  static byte[] ofText(String text) {
    return Fingerprints.sha256().digest(text.getBytes(UTF_8));
  }

  static byte[] ofPlatforms(Collection<String> platforms) {
    return ofText(String.join("\0", platforms));
  }

  /**
   * Over everything that a verdict depends on besides the record. Whoever lets a verdict depend on
   * more adds it here, or old verdicts will be taken for new ones.
   */
  static byte[] ofFacts(NixPackage found) {
    MessageDigest digest = Fingerprints.sha256();
    add(digest, List.of(found.pname(), found.name()));
    add(digest, found.version());
    add(digest, found.metadata().knownVulnerabilities());
    add(digest, found.metadata().platforms());
    PackageSources sources = found.sources();
    add(digest, sources == null ? "unknown" : "known");
    if (sources != null) {
      for (Patch patch : sources.patches()) {
        add(digest, patch.name());
        add(digest, patch.urls());
      }
    }
    return digest.digest();
  }

  private static void add(MessageDigest digest, Collection<String> texts) {
    digest.update(Integer.toString(texts.size()).getBytes(UTF_8));
    texts.forEach(text -> add(digest, text));
  }

  /** Each text with its length, so that no two lists run together. */
  private static void add(MessageDigest digest, @Nullable String text) {
    String marked = text == null ? "-" : text.length() + ":" + text;
    digest.update(marked.getBytes(UTF_8));
  }
}
