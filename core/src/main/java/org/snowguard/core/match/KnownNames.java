package org.snowguard.core.match;

import java.util.Collection;

/**
 * The names that prose is searched for. Most runs of words are none of them: a bit for each hash
 * tells so before the words are joined to a key and looked up.
 */
final class KnownNames {
  private static final int BITS_PER_NAME = 16;

  private final CandidateIndex index;
  private final CuratedAliases aliases;
  private final long[] bits;
  private final int mask;

  KnownNames(CandidateIndex index, CuratedAliases aliases) {
    this.index = index;
    this.aliases = aliases;
    Collection<String> inIndex = index.names();
    Collection<String> inAliases = aliases.namesInProse();
    int wanted = Math.max(64, BITS_PER_NAME * (inIndex.size() + inAliases.size()));
    bits = new long[Integer.highestOneBit(wanted) * 2 / Long.SIZE];
    mask = bits.length * Long.SIZE - 1;
    inIndex.forEach(this::set);
    inAliases.forEach(this::set);
  }

  private KnownNames(KnownNames names, CandidateIndex index) {
    this.index = index;
    aliases = names.aliases;
    bits = names.bits;
    mask = names.mask;
  }

  /** The same names, looked up in another view of their index. */
  KnownNames in(CandidateIndex view) {
    return new KnownNames(this, view);
  }

  /**
   * The factor of a name's hash in the hash of that name and {@code length} more characters, as
   * {@link String#hashCode} is defined.
   */
  static int shift(int length) {
    int shift = 1;
    for (int i = 0; i < length; i++) {
      shift *= 31;
    }
    return shift;
  }

  /** False where no name has this hash; the question is noted as one for the name itself. */
  boolean mayHave(int hash) {
    index.noteName(hash);
    int bit = spread(hash) & mask;
    return (bits[bit >>> 6] & (1L << bit)) != 0;
  }

  boolean has(String squashed) {
    return index.named(squashed).length > 0 || aliases.inProse(squashed);
  }

  private void set(String name) {
    int bit = spread(name.hashCode()) & mask;
    bits[bit >>> 6] |= 1L << bit;
  }

  private static int spread(int hash) {
    int mixed = hash * 0x9e3779b9;
    return mixed ^ (mixed >>> 15);
  }
}
