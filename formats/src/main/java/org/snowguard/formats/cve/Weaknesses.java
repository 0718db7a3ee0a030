package org.snowguard.formats.cve;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowguard.formats.json.Located;

/** CWE ids of {@code problemTypes[]}: from their field, else from the head of the description. */
final class Weaknesses {
  private static final Pattern CWE = Pattern.compile("\\s*(CWE-\\d{1,6})\\b.*", Pattern.DOTALL);

  private Weaknesses() {}

  static List<String> of(List<SourceContainer> containers) {
    TreeSet<String> ids = new TreeSet<>();
    for (SourceContainer container : containers) {
      for (Located type : container.at().get("problemTypes").itemsOrSelf()) {
        for (Located description : type.get("descriptions").itemsOrSelf()) {
          String stated = id(description.text("cweId"));
          String found = stated == null ? id(description.text("description")) : stated;
          if (found != null) {
            ids.add(found);
          }
        }
      }
    }
    return List.copyOf(ids);
  }

  private static @Nullable String id(@Nullable String text) {
    if (text == null) {
      return null;
    }
    Matcher matcher = CWE.matcher(text);
    return matcher.matches() ? matcher.group(1) : null;
  }
}
