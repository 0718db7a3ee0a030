package org.snowguard.server.issue.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what people write before the colon: "openssl, libressl: CVE-2024-1 …". */
final class TitleWords {

  private static final Pattern BEFORE_COLON = Pattern.compile("^\\s*([^:]{1,200}):(?:\\s|$)");
  private static final Pattern TAG = Pattern.compile("\\[[^\\]]*\\]");
  private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z_][\\w'+.-]{0,99}");
  private static final int MOST = 10;

  private TitleWords() {}

  /** What may be attribute paths, as written and in their order; whether they are, others know. */
  static List<String> attributes(String title) {
    Matcher before = BEFORE_COLON.matcher(TAG.matcher(title).replaceAll(" "));
    List<String> attributes = new ArrayList<>();
    if (before.find()) {
      for (String word : before.group(1).replaceAll("[`*\"]", "").split("[,&/\\s]+")) {
        if (ATTRIBUTE.matcher(word).matches() && attributes.size() < MOST) {
          attributes.add(word);
        }
      }
    }
    return attributes.stream().distinct().toList();
  }
}
