package org.snowguard.server.nixpkgs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Values that are stored once each: collects them by digest, has the missing ones inserted in
 * portions, and knows their numbers afterwards.
 */
final class DistinctValues<T> {

  private static final int PORTION = 2_000;

  private final Map<String, T> values = new LinkedHashMap<>();
  private final Map<String, Long> ids = new HashMap<>();

  /** Adds a value unless its digest is known; gives the key to ask for its number with. */
  String add(byte[] digest, Supplier<T> value) {
    String key = HexFormat.of().formatHex(digest);
    values.computeIfAbsent(key, _ -> value.get());
    return key;
  }

  /**
   * Stores them all.
   *
   * @param find numbers of those digests that the table has
   * @param insert writes values under their digests; those that another transaction wrote meanwhile
   *     are left alone
   */
  void store(
      Function<List<byte[]>, Map<String, Long>> find, BiConsumer<List<byte[]>, List<T>> insert) {
    List<String> keys = new ArrayList<>(values.keySet());
    for (int start = 0; start < keys.size(); start += PORTION) {
      List<String> portion = keys.subList(start, Math.min(keys.size(), start + PORTION));
      ids.putAll(find.apply(digests(portion)));
      List<String> missing = portion.stream().filter(key -> !ids.containsKey(key)).toList();
      if (!missing.isEmpty()) {
        insert.accept(digests(missing), missing.stream().map(this::value).toList());
        ids.putAll(find.apply(digests(missing)));
      }
    }
  }

  long id(String key) {
    Long id = ids.get(key);
    if (id == null) {
      throw new IllegalStateException("value " + key + " was asked for before it was stored");
    }
    return id;
  }

  private T value(String key) {
    T value = values.get(key);
    if (value == null) {
      throw new IllegalStateException("value " + key + " was never added");
    }
    return value;
  }

  private static List<byte[]> digests(List<String> keys) {
    return keys.stream().map(key -> HexFormat.of().parseHex(key)).toList();
  }
}
