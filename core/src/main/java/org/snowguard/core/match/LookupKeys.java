package org.snowguard.core.match;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import org.snowguard.core.nixpkgs.AssertedCpe;
import org.snowguard.core.project.RepositoryKey;

/**
 * The keys by which a record and the parts of an index meet, as 32-bit hashes: each once, sorted.
 * Two keys that share a hash only cost a match that need not have been made again.
 */
public final class LookupKeys {
  /** No keys. */
  public static final LookupKeys NONE = new LookupKeys(new int[0]);

  private final int[] hashes;

  private LookupKeys(int[] hashes) {
    this.hashes = hashes;
  }

  /** Reads what {@link #toBytes} wrote. */
  public static LookupKeys fromBytes(byte[] bytes) {
    int[] hashes = new int[bytes.length / Integer.BYTES];
    ByteBuffer.wrap(bytes).asIntBuffer().get(hashes);
    return new LookupKeys(hashes);
  }

  /** The form in which they are stored. */
  public byte[] toBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(hashes.length * Integer.BYTES);
    bytes.asIntBuffer().put(hashes);
    return bytes.array();
  }

  /** The keys of all of them. */
  public static LookupKeys union(Collection<LookupKeys> all) {
    return of(all.stream().flatMapToInt(one -> Arrays.stream(one.hashes)).toArray());
  }

  /** Whether some key is in both; quick where this is the smaller one. */
  public boolean meets(LookupKeys other) {
    for (int hash : hashes) {
      if (Arrays.binarySearch(other.hashes, hash) >= 0) {
        return true;
      }
    }
    return false;
  }

  public boolean isEmpty() {
    return hashes.length == 0;
  }

  public int size() {
    return hashes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LookupKeys keys && Arrays.equals(hashes, keys.hashes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hashes);
  }

  @Override
  public String toString() {
    return hashes.length + " keys";
  }

  private static LookupKeys of(int[] unsorted) {
    return new LookupKeys(Arrays.stream(unsorted).sorted().distinct().toArray());
  }

  /**
   * Takes keys of every kind. Hashes are stored, so that a kind's letter and way of hashing may
   * only change together with {@link Matcher#ALGORITHM}.
   */
  static final class Builder {
    private int[] hashes = new int[64];
    private int size;

    void name(String squashed) {
      name(squashed.hashCode());
    }

    /** A name by its {@link String#hashCode}. */
    void name(int hash) {
      add('n', hash);
    }

    void repository(RepositoryKey key) {
      add('r', 31 * key.host().hashCode() + key.path().hashCode());
    }

    void cpe(AssertedCpe cpe) {
      add('c', 31 * cpe.vendor().hashCode() + cpe.product().hashCode());
    }

    void purl(String bare) {
      add('u', bare.hashCode());
    }

    void flaw(String id) {
      add('f', id.hashCode());
    }

    void project(String key) {
      add('p', key.hashCode());
    }

    /** What verdicts on a project's packages depend on. */
    void builds(String projectKey) {
      add('b', projectKey.hashCode());
    }

    /** A product that people's decisions may have taught something about. */
    void taught(String product) {
      add('t', NameKeys.squash(product).hashCode());
    }

    LookupKeys build() {
      return of(Arrays.copyOf(hashes, size));
    }

    /** Murmur's finaliser: the kinds must not fall upon each other. */
    private void add(char kind, int hash) {
      int mixed = hash + kind * 0x9e3779b9;
      mixed = (mixed ^ (mixed >>> 16)) * 0x85ebca6b;
      mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
      if (size == hashes.length) {
        hashes = Arrays.copyOf(hashes, 2 * size);
      }
      hashes[size++] = mixed ^ (mixed >>> 16);
    }
  }
}
