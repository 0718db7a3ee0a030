package org.snowguard.core.triage;

import org.jspecify.annotations.Nullable;
import org.snowguard.core.verdict.PackageVerdict;
import org.snowguard.core.verdict.Verdict;

/** A package as it stood when somebody decided. */
public record PackageFact(
    String channel, String attribute, @Nullable String version, Verdict verdict) {

  public static PackageFact of(PackageVerdict judged) {
    return new PackageFact(
        judged.channel(), judged.attribute(), judged.version(), judged.judgement().verdict());
  }

  boolean isSamePackage(PackageFact other) {
    return channel.equals(other.channel) && attribute.equals(other.attribute);
  }

  /** {@code openssl 3.0.8 in nixos-unstable}. */
  String named() {
    return "%s %s in %s"
        .formatted(attribute, version == null ? "without a version" : version, channel);
  }
}
