package org.snowguard.core.match;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * In what two indexes differ.
 *
 * @param gone names of parts that the second has no more
 * @param comeOrChanged parts of the second that the first has not, or not so
 * @param keys of all these, as they were and as they are: what looks none of them up matches as
 *     before
 */
public record IndexDifference(Set<String> gone, List<IndexPart> comeOrChanged, LookupKeys keys) {
  public IndexDifference {
    gone = Set.copyOf(gone);
    comeOrChanged = List.copyOf(comeOrChanged);
  }

  /** Compares the parts of two indexes. */
  public static IndexDifference between(Collection<IndexPart> before, Collection<IndexPart> after) {
    Map<String, IndexPart> known = new HashMap<>();
    before.forEach(part -> known.put(part.name(), part));
    Set<String> gone = new HashSet<>(known.keySet());
    List<IndexPart> comeOrChanged = new ArrayList<>();
    List<LookupKeys> keys = new ArrayList<>();
    for (IndexPart part : after) {
      gone.remove(part.name());
      IndexPart old = known.get(part.name());
      if (old == null || !old.digest().equals(part.digest())) {
        comeOrChanged.add(part);
        keys.add(part.keys());
        if (old != null) {
          keys.add(old.keys());
        }
      }
    }
    known.forEach(
        (name, part) -> {
          if (gone.contains(name)) {
            keys.add(part.keys());
          }
        });
    return new IndexDifference(gone, comeOrChanged, LookupKeys.union(keys));
  }

  public boolean isEmpty() {
    return gone.isEmpty() && comeOrChanged.isEmpty();
  }
}
