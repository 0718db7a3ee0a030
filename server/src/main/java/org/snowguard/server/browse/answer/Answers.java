package org.snowguard.server.browse.answer;

import java.util.List;

/** The four answers at the top of a page. */
public record Answers(List<Answer> all) {

  public Answers {
    all = List.copyOf(all);
  }

  /**
   * One of them.
   *
   * @param tone word of the stylesheet: {@code bad}, {@code good}, {@code mild} or {@code plain}
   * @param inShort in a word or two
   * @param lines more, one thing each
   */
  public record Answer(String question, String tone, String inShort, List<String> lines) {
    public Answer {
      lines = List.copyOf(lines);
    }
  }

  static final String WAS_IT = "Was it?";
  static final String IS_IT = "Is it?";
  static final String WHERE_FIXED = "Where is it fixed?";
  static final String LOOKED_AT = "Was it looked at?";
}
