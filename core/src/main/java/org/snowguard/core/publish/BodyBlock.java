package org.snowguard.core.publish;

import java.util.List;

/**
 * A part of a body that may be divided between its units only.
 *
 * @param opening repeated where it is continued
 */
record BodyBlock(String opening, List<String> units, String closing) {

  BodyBlock {
    units = List.copyOf(units);
  }

  static BodyBlock whole(String markdown) {
    return new BodyBlock("", List.of(markdown), "");
  }

  int frame() {
    return opening.length() + closing.length() + 2;
  }
}
