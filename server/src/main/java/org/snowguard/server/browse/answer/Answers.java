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
   * @param issues public ids of issues that tell all of it
   */
  public record Answer(
      String question, String tone, String inShort, List<String> lines, List<String> issues) {
    public Answer {
      lines = List.copyOf(lines);
      issues = List.copyOf(issues);
    }

    static Answer of(String question, String tone, String inShort, List<String> lines) {
      return new Answer(question, tone, inShort, lines, List.of());
    }
  }

  static final String WAS_IT = "Was it?";
  static final String IS_IT = "Is it?";
  static final String WHERE_FIXED = "Where is it fixed?";
  static final String LOOKED_AT = "Was it looked at?";
}
