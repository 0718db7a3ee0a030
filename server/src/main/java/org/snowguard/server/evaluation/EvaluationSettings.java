package org.snowguard.server.evaluation;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How channels are evaluated.
 *
 * @param expressions address of a channel's expressions, with {@code {channel}} for its name;
 *     {@code off}; or null: NixOS's own if the sources on the network are followed
 * @param system platform whose packages are asked for
 * @param jobs processes of Nix at a time
 * @param memory MiB that each may take
 * @param chunk attributes that each evaluates at most
 * @param directory where a channel is unpacked meanwhile; the system's own for temporary files
 *     unless given
 * @param uploadLimit the most bytes that are taken from somebody who evaluated elsewhere
 */
@ConfigurationProperties("snowguard.evaluation")
record EvaluationSettings(
    @Nullable String expressions,
    @DefaultValue("x86_64-linux") String system,
    @DefaultValue("1") int jobs,
    @DefaultValue("2048") int memory,
    @DefaultValue("3000") int chunk,
    @Nullable Path directory,
    @DefaultValue("256MB") DataSize uploadLimit) {

  private static final String OWN = "https://channels.nixos.org/{channel}/nixexprs.tar.xz";
  private static final String OFF = "off";
  private static final String CHANNEL = "{channel}";

  EvaluationSettings {
    requirePositive("jobs", jobs);
    requirePositive("memory", memory);
    requirePositive("chunk", chunk);
    requirePositive("upload-limit", uploadLimit.toBytes());
    if (expressions != null
        && !expressions.isBlank()
        && !expressions.equals(OFF)
        && !expressions.contains(CHANNEL)) {
      throw new IllegalArgumentException(
          "snowguard.evaluation.expressions is %s: give an address with %s in it, or off"
              .formatted(expressions, CHANNEL));
    }
  }

  private static void requirePositive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "snowguard.evaluation.%s is %d: give at least 1".formatted(name, value));
    }
  }

  /**
   * The pattern of addresses, or null if this server evaluates nothing itself.
   *
   * @param isOnline whether the sources on the network are followed
   */
  @Nullable String pattern(boolean isOnline) {
    if (expressions == null || expressions.isBlank()) {
      return isOnline ? OWN : null;
    }
    return expressions.equals(OFF) ? null : expressions;
  }

  static URI address(String pattern, String channel) {
    return URI.create(pattern.replace(CHANNEL, channel));
  }
}
