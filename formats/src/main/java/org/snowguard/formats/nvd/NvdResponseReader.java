package org.snowguard.formats.nvd;

import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.formats.json.JsonProblems;
import org.snowguard.formats.json.JsonStream;
import org.snowguard.formats.json.JsonTree;
import org.snowguard.formats.json.Timestamps;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads a response of the NVD's API 2.0, all of it or none: a cut off one says nothing. */
public final class NvdResponseReader {

  /** The most elements that the API puts into a page. */
  public static final int LARGEST_PAGE = 2_000;

  private final List<NvdResponse.Item> items = new ArrayList<>();
  private long startIndex = -1;
  private long total = -1;
  private @Nullable Instant timestamp;
  private boolean hasItems;

  private NvdResponseReader() {}

  /** Never throws. */
  public static NvdResponse read(InputStream text) {
    try (JsonParser parser = JsonStream.open(text)) {
      return new NvdResponseReader().read(parser);
    } catch (JacksonException malformed) {
      return new NvdResponse.Malformed("not a JSON text: " + JsonProblems.reason(malformed));
    }
  }

  private NvdResponse read(JsonParser parser) {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return new NvdResponse.Malformed("no JSON object");
    }
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      switch (name) {
        case "startIndex" -> startIndex = count(parser);
        case "totalResults" -> total = count(parser);
        case "timestamp" -> timestamp = Timestamps.instant(parser.getValueAsString());
        case "vulnerabilities" -> readItems(parser);
        default -> parser.skipChildren();
      }
      if (items.size() > LARGEST_PAGE) {
        return new NvdResponse.Malformed("more than %,d records".formatted(LARGEST_PAGE));
      }
    }
    if (parser.nextToken() != null) {
      return new NvdResponse.Malformed("goes on after the end of its JSON value");
    }
    return hasItems
        ? new NvdResponse.Page(startIndex, total, timestamp, items)
        : new NvdResponse.Malformed("no list of vulnerabilities");
  }

  private void readItems(JsonParser parser) {
    hasItems = parser.currentToken() == JsonToken.START_ARRAY;
    if (!hasItems) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY && items.size() <= LARGEST_PAGE) {
      items.add(NvdResponse.Item.of(new JsonTree().read(parser)));
    }
  }

  private static long count(JsonParser parser) {
    boolean isCount = parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
    if (!isCount) {
      parser.skipChildren();
    }
    return isCount ? Math.max(-1, parser.getValueAsLong(-1)) : -1;
  }
}
