package org.snowguard.core.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * What GitHub would make of a body: a parser of GitHub's Markdown, then its search for mentions and
 * references in each text of the result outside of code. Written from GitHub's documents and shares
 * nothing with the code under test.
 */
final class RenderedOnGitHub {

  private static final List<Extension> EXTENSIONS =
      List.of(
          AutolinkExtension.create(), TablesExtension.create(), StrikethroughExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

  private static final Pattern LIVE =
      Pattern.compile(
          "(?<![A-Za-z0-9_])@[A-Za-z0-9]" // @name, @organisation/team
              + "|[A-Za-z0-9]@[0-9A-Fa-f]{7,40}\\b" // name@commit
              + "|#\\d" // #1, owner/repository#2
              + "|(?i:\\bGH-\\d)"
              + "|\\b[0-9A-Fa-f]{7,40}\\b"
              + "|\\$");
  private static final Pattern REFERENCE =
      Pattern.compile("(?i)^(https?:)?//([^/]*@)?(www\\.)?github\\.com\\.?(:\\d+)?(/|$)");
  private static final Pattern OUR_HTML =
      Pattern.compile("<details><summary>([^<]*)</summary>|</details>|<!-- snowguard:[^>]*-->");

  private final List<String> found = new ArrayList<>();
  private final StringBuilder visible = new StringBuilder();
  private final List<String> links = new ArrayList<>();

  private RenderedOnGitHub(String markdown) {
    Texts texts = new Texts();
    PARSER.parse(markdown).accept(texts);
    texts.end();
  }

  /** All that would be live; and all HTML that is not ours. */
  static List<String> live(String markdown) {
    return List.copyOf(new RenderedOnGitHub(markdown).found);
  }

  /** The letters that a reader sees. */
  static String visible(String markdown) {
    return new RenderedOnGitHub(markdown).visible.toString();
  }

  /** Where links go. */
  static List<String> links(String markdown) {
    return List.copyOf(new RenderedOnGitHub(markdown).links);
  }

  /** The kinds of blocks at the top. */
  static List<String> blocks(String markdown) {
    List<String> blocks = new ArrayList<>();
    for (Node node = PARSER.parse(markdown).getFirstChild(); node != null; node = node.getNext()) {
      blocks.add(node.getClass().getSimpleName());
    }
    return blocks;
  }

  private final class Texts extends AbstractVisitor {
    private final StringBuilder text = new StringBuilder();

    @Override
    protected void visitChildren(Node parent) {
      for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
        if (!(node instanceof Text || node instanceof SoftLineBreak)) {
          end();
        }
        node.accept(this);
      }
      end();
    }

    /** Texts side by side are one text of the page. */
    private void end() {
      Matcher live = LIVE.matcher(text);
      while (live.find()) {
        found.add(live.group() + " in " + text);
      }
      text.setLength(0);
    }

    @Override
    public void visit(Text node) {
      text.append(node.getLiteral());
      visible.append(node.getLiteral());
    }

    @Override
    public void visit(SoftLineBreak node) {
      text.append('\n');
      visible.append('\n');
    }

    @Override
    public void visit(HardLineBreak node) {
      visible.append('\n');
    }

    @Override
    public void visit(Code node) {
      visible.append(node.getLiteral());
    }

    @Override
    public void visit(FencedCodeBlock node) {
      visible.append(node.getLiteral());
    }

    @Override
    public void visit(IndentedCodeBlock node) {
      visible.append(node.getLiteral());
    }

    @Override
    public void visit(Link node) {
      links.add(node.getDestination());
      if (REFERENCE.matcher(node.getDestination()).find()) {
        found.add("link to " + node.getDestination());
      }
      visitChildren(node);
    }

    @Override
    public void visit(Image node) {
      found.add("image " + node.getDestination());
    }

    @Override
    public void visit(HtmlInline node) {
      html(node.getLiteral());
    }

    @Override
    public void visit(HtmlBlock node) {
      html(node.getLiteral());
    }

    private void html(String literal) {
      Matcher ours = OUR_HTML.matcher(literal);
      while (ours.find()) {
        if (ours.group(1) != null) {
          text.append(ours.group(1));
          end();
        }
      }
      if (!OUR_HTML.matcher(literal).replaceAll("").isBlank()) {
        found.add("HTML " + literal);
      }
    }
  }
}
