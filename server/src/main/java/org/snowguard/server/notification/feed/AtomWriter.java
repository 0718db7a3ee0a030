package org.snowguard.server.notification.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes Atom (RFC 4287). Ids are made of what is told, not of where: they stay when the server
 * moves.
 */
final class AtomWriter {

  private static final String ATOM = "http://www.w3.org/2005/Atom";

  private final UUID identity;
  private final @Nullable URI base;

  /**
   * @param base how people reach this server; null: links are relative, which section 4.2.7.1
   *     allows
   */
  AtomWriter(UUID identity, @Nullable URI base) {
    this.identity = identity;
    this.base = base;
  }

  byte[] write(Feed feed) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      XMLStreamWriter xml =
          XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, UTF_8.name());
      xml.writeStartDocument(UTF_8.name(), "1.0");
      xml.setDefaultNamespace(ATOM);
      xml.writeStartElement(ATOM, "feed");
      xml.writeDefaultNamespace(ATOM);
      text(xml, "id", id("feed" + feed.path()));
      text(xml, "title", feed.title());
      text(xml, "updated", time(feed.updated()));
      link(xml, "self", feed.path(), "application/atom+xml");
      link(xml, "alternate", feed.page(), "text/html");
      xml.writeStartElement(ATOM, "author");
      text(xml, "name", "Snowguard");
      xml.writeEndElement();
      for (FeedEntry entry : feed.entries()) {
        entry(xml, entry);
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("Writing to memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private void entry(XMLStreamWriter xml, FeedEntry entry) throws XMLStreamException {
    xml.writeStartElement(ATOM, "entry");
    text(xml, "id", id(entry.key()));
    text(xml, "title", entry.title());
    text(xml, "updated", time(entry.at()));
    text(xml, "published", time(entry.at()));
    link(xml, "alternate", entry.link(), "text/html");
    xml.writeEmptyElement(ATOM, "category");
    xml.writeAttribute("term", entry.kind());
    xml.writeStartElement(ATOM, "content");
    xml.writeAttribute("type", "text");
    xml.writeCharacters(legal(entry.words()));
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private static void text(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(ATOM, name);
    xml.writeCharacters(legal(text));
    xml.writeEndElement();
  }

  private void link(XMLStreamWriter xml, String relation, String path, String type)
      throws XMLStreamException {
    xml.writeEmptyElement(ATOM, "link");
    xml.writeAttribute("rel", relation);
    xml.writeAttribute("type", type);
    xml.writeAttribute("href", legal(base == null ? path : base.resolve(path).toString()));
  }

  private String id(String key) {
    return "urn:uuid:" + UUID.nameUUIDFromBytes((identity + " " + key).getBytes(UTF_8));
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Without what XML 1.0 (section 2.2) has no way to write. */
  static String legal(String text) {
    StringBuilder legal = new StringBuilder(text.length());
    text.codePoints()
        .filter(
            point ->
                point == '\t'
                    || point == '\n'
                    || (point >= 0x20 && point <= 0xD7FF)
                    || (point >= 0xE000 && point <= 0xFFFD)
                    || point >= 0x10000)
        .forEach(legal::appendCodePoint);
    return legal.toString();
  }
}
