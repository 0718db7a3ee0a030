package org.snowguard.core.match;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Rules and data files together: two programs of one version say the same of the same record.
 *
 * @param number {@link Matcher#ALGORITHM}
 * @param data beginning of the digest over the data files
 */
public record AlgorithmVersion(int number, String data) {
  private static final int SHOWN = 4;
  private static final String ROOT = "/org/snowguard/core/";

  /** Every data file that a link, a verdict or a project depends on. */
  static final List<String> DATA_FILES =
      List.of(
          "match/addon-hosts.tsv",
          "match/aliases.tsv",
          "match/corpus-products.tsv",
          "match/corpus-words.tsv",
          "match/generic-words.tsv",
          "match/name-words.tsv",
          "match/prose-words.tsv",
          "match/weights.tsv",
          "project/ecosystems.tsv",
          "project/variant-suffixes.tsv",
          "project/variants.tsv");

  /** The version of this program. */
  public static AlgorithmVersion shipped() {
    return new AlgorithmVersion(Matcher.ALGORITHM, digest());
  }

  /** {@code 7-1a2b3c4d}: as it is stored and shown. */
  public String text() {
    return number + "-" + data;
  }

  private static String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String file : DATA_FILES) {
        try (InputStream in = AlgorithmVersion.class.getResourceAsStream(ROOT + file)) {
          if (in == null) {
            throw new IllegalStateException("data file " + file + " is not shipped");
          }
          digest.update(in.readAllBytes());
        }
      }
      return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), SHOWN));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the data files of the algorithm", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
