package org.snowguard.core.publish;

import java.util.ArrayList;
import java.util.List;

/** Lays blocks out: into the body what fits, in their order, the rest into comments. */
final class BodyPages {

  private static final String CUT = "\n\n…";

  private final int limit;
  private final List<String> pages = new ArrayList<>();
  private StringBuilder page = new StringBuilder();
  private int room;

  private BodyPages(int first, int limit) {
    room = first;
    this.limit = limit;
  }

  /**
   * Pages of Markdown; the first one may be empty.
   *
   * @param first how many characters the first page holds
   * @param limit how many each further one holds
   */
  static List<String> layOut(List<BodyBlock> blocks, int first, int limit) {
    BodyPages pages = new BodyPages(first, limit);
    blocks.forEach(pages::add);
    pages.turn();
    return List.copyOf(pages.pages);
  }

  private void add(BodyBlock block) {
    List<String> units = block.units();
    int from = 0;
    while (from < units.size()) {
      int to = from;
      int length = block.frame();
      while (to < units.size() && length + units.get(to).length() + 1 <= room) {
        length += units.get(to++).length() + 1;
      }
      if (to == from && page.isEmpty() && room == limit) {
        // Alone on a page of its own and still too long.
        write(block, List.of(cut(units.get(from++), limit - block.frame())));
      } else if (to == from) {
        turn();
      } else {
        write(block, units.subList(from, to));
        from = to;
      }
    }
  }

  private void write(BodyBlock block, List<String> units) {
    int before = page.length();
    page.append(block.opening());
    units.forEach(unit -> page.append(unit).append('\n'));
    page.append(block.closing()).append('\n');
    room -= page.length() - before;
  }

  private void turn() {
    if (pages.isEmpty() || !page.isEmpty()) {
      pages.add(page.toString());
    }
    page = new StringBuilder();
    room = limit;
  }

  /** At the end of a line: what stands there is whole, but for an open block of code. */
  private static String cut(String unit, int length) {
    int end = unit.lastIndexOf('\n', length - CUT.length() - 8);
    if (end <= 0) {
      return "…";
    }
    String kept = unit.substring(0, end);
    String fence = "`".repeat(Neutral.longestRun(kept));
    boolean open = kept.startsWith("```") && kept.indexOf('\n' + fence) < 0;
    return kept + (open ? "\n" + fence : "") + CUT;
  }
}
