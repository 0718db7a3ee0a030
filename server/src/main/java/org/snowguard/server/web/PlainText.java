package org.snowguard.server.web;

import gg.jte.Content;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text written by others, shown as it is: escaped, line breaks kept, http and https addresses made
 * links that pass on neither rank nor opener.
 */
public final class PlainText {

  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"'`\\p{Cntrl}]+");

  private PlainText() {}

  public static Content html(String text) {
    return output -> output.writeContent(render(text));
  }

  static String render(String text) {
    StringBuilder html = new StringBuilder(text.length() + 64);
    Matcher matcher = ADDRESS.matcher(text);
    int done = 0;
    while (matcher.find()) {
      int end = endOfAddress(text, matcher.start(), matcher.end());
      escape(text.substring(done, matcher.start()), html);
      link(text.substring(matcher.start(), end), html);
      done = end;
    }
    escape(text.substring(done), html);
    return html.toString().replace("\r\n", "\n").replace("\n", "<br>\n");
  }

  /** A sentence's punctuation and an unopened bracket belong to the text around the address. */
  private static int endOfAddress(String text, int start, int end) {
    int last = end;
    while (last > start && ".,;:!?)]}*_".indexOf(text.charAt(last - 1)) >= 0) {
      if (text.charAt(last - 1) == ')' && text.substring(start, last).indexOf('(') >= 0) {
        break;
      }
      last--;
    }
    return last;
  }

  private static void link(String address, StringBuilder html) {
    html.append("<a rel=\"nofollow noopener noreferrer\" href=\"");
    escape(address, html);
    html.append("\">");
    escape(address, html);
    html.append("</a>");
  }

  static void escape(String text, StringBuilder html) {
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      switch (character) {
        case '&' -> html.append("&amp;");
        case '<' -> html.append("&lt;");
        case '>' -> html.append("&gt;");
        case '"' -> html.append("&quot;");
        case '\'' -> html.append("&#39;");
        default -> html.append(character);
      }
    }
  }
}
