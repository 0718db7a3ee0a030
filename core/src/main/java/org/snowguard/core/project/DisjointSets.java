package org.snowguard.core.project;

import java.util.Arrays;

/** Union-find over {@code 0 … size-1}; the smallest member stands for its set. */
final class DisjointSets {
  private final int[] parent;

  DisjointSets(int size) {
    parent = new int[size];
    Arrays.setAll(parent, i -> i);
  }

  int find(int element) {
    int root = element;
    while (parent[root] != root) {
      root = parent[root];
    }
    for (int at = element; parent[at] != root; ) {
      int next = parent[at];
      parent[at] = root;
      at = next;
    }
    return root;
  }

  void unite(int one, int other) {
    int first = find(one);
    int second = find(other);
    parent[Math.max(first, second)] = Math.min(first, second);
  }
}
