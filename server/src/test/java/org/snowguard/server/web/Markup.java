package org.snowguard.server.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tags of a page as a browser finds them, in whatever somebody's text may have led to. */
public final class Markup {

  /** An opening tag. */
  public record Tag(String name, Map<String, String> attributes) {}

  private static final Pattern OPENING = Pattern.compile("<([a-zA-Z][^\\s/>]*)");
  private static final Pattern ATTRIBUTE =
      Pattern.compile("[\\s/]*([^\\s/>=]+)(?:\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^\\s>]*))?");
  private static final Pattern END = Pattern.compile("[\\s/]*>");

  private static final List<String> ADDRESSES =
      List.of(
          "href", "src", "action", "formaction", "hx-get", "hx-post", "data", "srcset", "poster");
  private static final Pattern HARMLESS =
      Pattern.compile("(?i)(https?://|mailto:|[/#?]|[\\w.%-]+([/?#]|$)|$).*", Pattern.DOTALL);
  private static final List<String> NEVER =
      List.of("iframe", "object", "embed", "base", "applet", "frame", "math", "style");

  private Markup() {}

  public static List<Tag> tags(String html) {
    List<Tag> tags = new ArrayList<>();
    Matcher opening = OPENING.matcher(html);
    int from = 0;
    while (opening.find(from)) {
      Map<String, String> attributes = new LinkedHashMap<>();
      from = opening.end();
      Matcher end = END.matcher(html);
      Matcher attribute = ATTRIBUTE.matcher(html);
      while (!end.region(from, html.length()).lookingAt()
          && attribute.region(from, html.length()).lookingAt()) {
        attributes.put(attribute.group(1).toLowerCase(Locale.ROOT), unquoted(attribute.group(2)));
        from = attribute.end();
      }
      tags.add(new Tag(opening.group(1).toLowerCase(Locale.ROOT), attributes));
    }
    return tags;
  }

  private static String unquoted(String value) {
    if (value == null) {
      return "";
    }
    boolean isQuoted = value.length() > 1 && (value.startsWith("\"") || value.startsWith("'"));
    return (isQuoted ? value.substring(1, value.length() - 1) : value)
        .replace("&#34;", "\"")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }

  /** What a browser would run, load or send away that is not ours; empty if all is well. */
  public static List<String> dangers(String html) {
    List<String> found = new ArrayList<>();
    for (Tag tag : tags(html)) {
      if (NEVER.contains(tag.name())) {
        found.add("element " + tag);
      }
      if (tag.name().equals("script")
          && !tag.attributes().getOrDefault("src", "").startsWith("/static/")) {
        found.add("script " + tag);
      }
      if (tag.name().equals("img") && !tag.attributes().getOrDefault("src", "").startsWith("/")) {
        found.add("image " + tag);
      }
      tag.attributes().forEach((name, value) -> check(tag, name, value, found));
    }
    return found;
  }

  private static void check(Tag tag, String name, String value, List<String> found) {
    if (name.startsWith("on") || name.equals("style") || !name.matches("[a-z][a-z0-9:_-]*")) {
      found.add("attribute " + name + " of " + tag);
    }
    if (ADDRESSES.contains(name) && !HARMLESS.matcher(value.strip()).matches()) {
      found.add("address " + value + " of " + tag);
    }
  }
}
