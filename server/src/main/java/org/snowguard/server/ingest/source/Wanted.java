package org.snowguard.server.ingest.source;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to fetch, and what it must be like.
 *
 * @param limit the most bytes that are taken
 * @param known what was fetched before: it is not sent again if unchanged, and an answer a hundred
 *     times as long is refused
 * @param bytes how long it must be, or null
 * @param sha256 what its bytes must amount to, in hexadecimal, or null
 * @param headers further ones
 * @param secret a header that nobody else must see, or null; no redirection is followed with it
 */
public record Wanted(
    URI uri,
    Form form,
    long limit,
    Stamp known,
    @Nullable Long bytes,
    @Nullable String sha256,
    Map<String, String> headers,
    @Nullable Secret secret) {

  /** A header whose value is told to nobody. */
  public record Secret(String header, String value) {
    @Override
    public String toString() {
      return header;
    }
  }

  /** In which form the answer must be; told by its first bytes. */
  public enum Form {
    JSON,
    GZIP,
    XZ,
    ZIP,
    TEXT,
    /** Nothing tells it but reading: brotli has no magic number. */
    ANY
  }

  public Wanted {
    headers = Map.copyOf(headers);
  }

  /** Anything of this form. */
  public static Wanted of(URI uri, Form form, long limit) {
    return new Wanted(uri, form, limit, Stamp.NONE, null, null, Map.of(), null);
  }

  public Wanted knownAs(Stamp stamp) {
    return new Wanted(uri, form, limit, stamp, bytes, sha256, headers, secret);
  }

  public Wanted amountingTo(@Nullable Long length, @Nullable String hash) {
    return new Wanted(uri, form, limit, known, length, hash, headers, secret);
  }

  public Wanted with(Map<String, String> further) {
    return new Wanted(uri, form, limit, known, bytes, sha256, further, secret);
  }

  public Wanted withSecret(@Nullable Secret given) {
    return new Wanted(uri, form, limit, known, bytes, sha256, headers, given);
  }
}
