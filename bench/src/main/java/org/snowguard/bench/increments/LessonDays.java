package org.snowguard.bench.increments;

import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snowguard.core.match.LearnedAlias;
import org.snowguard.core.match.LearnedAliases;
import org.snowguard.core.match.TaughtName;
import org.snowguard.core.record.AffectedEntry;

/** Lessons that decisions teach and take back day by day, about names that records give. */
public final class LessonDays {
  private static final int A_DAY = 8;

  private final SortedMap<String, LearnedAlias> taught = new TreeMap<>();
  private final Random random;

  public LessonDays(long seed) {
    random = new Random(seed);
  }

  public LearnedAliases today() {
    return new LearnedAliases(List.copyOf(taught.values()));
  }

  /**
   * Lets a day pass.
   *
   * @param entries of records, to draw names from; not empty
   * @param projects keys of projects; not empty
   */
  public void next(List<AffectedEntry> entries, List<String> projects) {
    for (int i = 0; i < A_DAY; i++) {
      AffectedEntry entry = entries.get(random.nextInt(entries.size()));
      String project = projects.get(random.nextInt(projects.size()));
      boolean same = random.nextBoolean();
      int people = 1 + random.nextInt(2);
      boolean takenBack = random.nextInt(4) == 0 && !taught.isEmpty();
      if (takenBack) {
        taught.remove(taught.firstKey());
      }
      String name = TaughtName.nameOf(entry);
      if (name != null && TaughtName.of(entry).isPresent()) {
        LearnedAlias.Kind kind = same ? LearnedAlias.Kind.ALIAS : LearnedAlias.Kind.ANTI_ALIAS;
        LearnedAlias lesson = new LearnedAlias(entry.vendor(), name, project, kind, people);
        taught.put(random.nextInt() + lesson.label(), lesson);
      }
    }
  }
}
