package org.snowguard.core.landing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Commits and their parents, given children first (git's topological order), in about 60 bytes
 * each: a million of them must not need a server's whole memory.
 */
public final class CommitGraph {

  private static final int HASH = 20;
  private static final int HEX = 40;
  private static final int START = 1 << 10;
  private static final int NONE = -1;

  /** A merge that brings more than this merges whole branches and no pull request. */
  private static final int MOST_CARRIED = 250;

  private byte[] hashes = new byte[START * HASH];
  private byte[] parents = new byte[START * HASH];
  private int[] firstParent = new int[START + 1];
  private int[] slots = empty(START * 4);
  private int size;
  private int parentCount;

  /** A merge with the commits that it brought, oldest first; none of them is a merge. */
  public record Carried(String merge, List<String> commits) {
    public Carried {
      commits = List.copyOf(commits);
    }
  }

  /** Adds a commit; each at most once, and before its parents. */
  public void add(String hash, List<String> itsParents) {
    hashes = room(hashes, (size + 1) * HASH);
    parents = room(parents, (parentCount + itsParents.size()) * HASH);
    if (size + 2 > firstParent.length) {
      firstParent = Arrays.copyOf(firstParent, firstParent.length * 2);
    }
    if ((size + 1) * 2 > slots.length) {
      grow();
    }
    write(hash, hashes, size);
    for (String parent : itsParents) {
      write(parent, parents, parentCount++);
    }
    place(size);
    size++;
    firstParent[size] = parentCount;
  }

  public int size() {
    return size;
  }

  /**
   * What merges of pull requests brought: what is reached from a merged branch and lies neither on
   * the first-parent line of a head, nor in a merge before it.
   *
   * @param heads of the branches
   * @param merges those of pull requests
   */
  public List<Carried> carried(Collection<String> heads, Collection<String> merges) {
    BitSet taken = mainLines(heads);
    BitSet asked = new BitSet(size);
    merges.forEach(merge -> find(merge).ifPresent(asked::set));
    List<Carried> all = new ArrayList<>();
    // From the oldest: each brings what none before it has brought.
    for (int merge = asked.length() - 1; merge >= 0; merge = asked.previousSetBit(merge - 1)) {
      if (asked.get(merge) && firstParent[merge + 1] - firstParent[merge] > 1) {
        List<String> commits = broughtBy(merge, taken);
        if (!commits.isEmpty()) {
          all.add(new Carried(hash(hashes, merge), commits));
        }
      }
    }
    return all;
  }

  private List<String> broughtBy(int merge, BitSet taken) {
    BitSet found = new BitSet();
    int[] pending = new int[MOST_CARRIED + 2];
    int depth = 0;
    for (int parent = firstParent[merge] + 1; parent < firstParent[merge + 1]; parent++) {
      int at = find(parents, parent);
      if (at != NONE && !taken.get(at) && !found.get(at) && depth < pending.length) {
        found.set(at);
        pending[depth++] = at;
      }
    }
    int count = depth;
    while (depth > 0) {
      int commit = pending[--depth];
      for (int parent = firstParent[commit]; parent < firstParent[commit + 1]; parent++) {
        int at = find(parents, parent);
        if (at == NONE || taken.get(at) || found.get(at)) {
          continue;
        }
        if (++count > MOST_CARRIED) {
          return List.of();
        }
        found.set(at);
        pending[depth++] = at;
      }
    }
    taken.or(found);
    List<String> commits = new ArrayList<>();
    for (int at = found.length() - 1; at >= 0; at = found.previousSetBit(at - 1)) {
      if (found.get(at) && firstParent[at + 1] - firstParent[at] < 2) {
        commits.add(hash(hashes, at));
      }
    }
    return commits;
  }

  private BitSet mainLines(Collection<String> heads) {
    BitSet lines = new BitSet(size);
    for (String head : heads) {
      int at = find(head).orElse(NONE);
      while (at != NONE && !lines.get(at)) {
        lines.set(at);
        at = firstParent[at] == firstParent[at + 1] ? NONE : find(parents, firstParent[at]);
      }
    }
    return lines;
  }

  private Optional<Integer> find(String hash) {
    byte[] one = new byte[HASH];
    write(hash, one, 0);
    int at = find(one, 0);
    return at == NONE ? Optional.empty() : Optional.of(at);
  }

  private int find(byte[] in, int position) {
    int slot = slot(in, position, slots.length);
    while (slots[slot] != NONE) {
      int at = slots[slot];
      if (Arrays.equals(
          hashes, at * HASH, (at + 1) * HASH, in, position * HASH, (position + 1) * HASH)) {
        return at;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return NONE;
  }

  private void place(int commit) {
    int slot = slot(hashes, commit, slots.length);
    while (slots[slot] != NONE) {
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = commit;
  }

  private void grow() {
    slots = empty(slots.length * 2);
    for (int commit = 0; commit < size; commit++) {
      place(commit);
    }
  }

  private static int slot(byte[] in, int position, int slots) {
    int from = position * HASH;
    int start =
        (in[from] & 0xff) << 24
            | (in[from + 1] & 0xff) << 16
            | (in[from + 2] & 0xff) << 8
            | (in[from + 3] & 0xff);
    return start & (slots - 1);
  }

  private static int[] empty(int length) {
    int[] slots = new int[length];
    Arrays.fill(slots, NONE);
    return slots;
  }

  private static byte[] room(byte[] array, int wanted) {
    return wanted <= array.length
        ? array
        : Arrays.copyOf(array, Math.max(wanted, array.length * 2));
  }

  private static void write(String hash, byte[] to, int position) {
    if (hash.length() != HEX) {
      throw new IllegalArgumentException("a commit has 40 hexadecimal digits: " + hash);
    }
    System.arraycopy(HexFormat.of().parseHex(hash), 0, to, position * HASH, HASH);
  }

  private static String hash(byte[] in, int position) {
    return HexFormat.of().formatHex(in, position * HASH, (position + 1) * HASH);
  }
}
