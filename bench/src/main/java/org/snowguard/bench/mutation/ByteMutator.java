package org.snowguard.bench.mutation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages a text as broken discs, wrong encodings and hostile authors do. */
final class ByteMutator {
  private static final List<String> HOSTILE =
      List.of(
          "[".repeat(50_000),
          "{\"a\":".repeat(20_000),
          "\"" + "x".repeat(200_000) + "\"",
          "9".repeat(5_000),
          "1e999999999",
          "\\ud800",
          "\\u0000",
          "\uFEFF",
          "\"\"",
          ",,",
          "}",
          "]");

  private final Random random;

  ByteMutator(Random random) {
    this.random = random;
  }

  /** The damaged text and the first byte that differs from the original. */
  Damage damage(byte[] original) {
    int at = random.nextInt(original.length);
    int length = Math.min(original.length - at, 1 + random.nextInt(40));
    return new Damage(
        switch (random.nextInt(6)) {
          case 0 -> flip(original, at);
          case 1 -> Arrays.copyOf(original, at);
          case 2 -> splice(original, at, length, new byte[0]);
          case 3 -> splice(original, at, 0, noise(length));
          case 4 -> splice(original, at, 0, Arrays.copyOfRange(original, at, at + length));
          default -> splice(original, at, 0, hostile());
        },
        at);
  }

  /**
   * @param at offset of the first byte that may differ
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Damage(byte[] text, int at) {}

  private byte[] flip(byte[] original, int at) {
    byte[] flipped = original.clone();
    flipped[at] ^= (byte) (1 << random.nextInt(8));
    return flipped;
  }

  private byte[] noise(int length) {
    byte[] noise = new byte[length];
    random.nextBytes(noise);
    return noise;
  }

  private byte[] hostile() {
    return HOSTILE.get(random.nextInt(HOSTILE.size())).getBytes(UTF_8);
  }

  private static byte[] splice(byte[] original, int at, int removed, byte[] inserted) {
    byte[] result = new byte[original.length - removed + inserted.length];
    System.arraycopy(original, 0, result, 0, at);
    System.arraycopy(inserted, 0, result, at, inserted.length);
    System.arraycopy(
        original, at + removed, result, at + inserted.length, original.length - at - removed);
    return result;
  }
}
