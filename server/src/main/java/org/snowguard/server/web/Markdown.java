package org.snowguard.server.web;

import gg.jte.Content;
import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Markdown that people wrote, as HTML that can do nothing: no scripts, styles, images, forms or
 * addresses but http, https and mailto; links pass on neither rank nor opener.
 */
public final class Markdown {

  private static final List<Extension> EXTENSIONS =
      List.of(
          AutolinkExtension.create(), TablesExtension.create(), StrikethroughExtension.create());

  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder().extensions(EXTENSIONS).escapeHtml(true).build();

  /** Images are left out: they would tell their server who reads. */
  private static final PolicyFactory POLICY =
      new HtmlPolicyBuilder()
          .allowElements(
              "p",
              "br",
              "hr",
              "h1",
              "h2",
              "h3",
              "h4",
              "h5",
              "h6",
              "em",
              "strong",
              "del",
              "code",
              "pre",
              "blockquote",
              "ul",
              "ol",
              "li",
              "table",
              "thead",
              "tbody",
              "tr",
              "th",
              "td",
              "a")
          .allowAttributes("href")
          .onElements("a")
          .allowAttributes("start")
          .matching(java.util.regex.Pattern.compile("\\d{1,9}"))
          .onElements("ol")
          .allowAttributes("align")
          .matching(true, "left", "center", "right")
          .onElements("th", "td")
          .allowUrlProtocols("http", "https", "mailto")
          .requireRelsOnLinks("nofollow", "noopener", "noreferrer")
          .toFactory();

  private Markdown() {}

  public static Content html(String markdown) {
    return output -> output.writeContent(render(markdown));
  }

  /** The same for who writes no page. */
  public static String text(String markdown) {
    return render(markdown);
  }

  static String render(String markdown) {
    return POLICY.sanitize(RENDERER.render(PARSER.parse(markdown)));
  }
}
