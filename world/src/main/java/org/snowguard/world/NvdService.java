package org.snowguard.world;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The NVD's API 2.0: the CVE list's records a few hours later, analysed, page by page; without a
 * key five requests in thirty seconds, with one fifty.
 */
final class NvdService implements Service {

  static final String PATH = "/rest/json/cves/2.0";

  private static final java.time.Duration LATER = java.time.Duration.ofHours(5);
  private static final java.time.Duration LONGEST = java.time.Duration.ofDays(120);
  private static final int LARGEST_PAGE = 2_000;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS");

  private final Content content;
  private final int every;
  private final RequestRate rate;
  private List<Item> items = List.of();

  /** A record in one of its forms; a later one of the same id takes its place. */
  private record Item(String id, Instant modified, ObjectNode cve) {}

  /**
   * @param every of how many records one is analysed
   */
  NvdService(Content content, int every, RequestRate rate) {
    this.content = content;
    this.every = every;
    this.rate = rate;
  }

  /** Read when somebody asks first: it takes a while. */
  private synchronized List<Item> items() throws IOException {
    if (items.isEmpty()) {
      List<Item> read = new ArrayList<>();
      content.records((day, id, text) -> take(read, day, id, text));
      read.sort(Comparator.comparing(Item::modified).thenComparing(Item::id));
      items = List.copyOf(read);
    }
    return items;
  }

  private void take(List<Item> read, int day, String id, byte[] text) {
    if (Math.floorMod(id.hashCode(), every) == 0) {
      ObjectNode cve = NvdRecord.of(JsonMapper.shared().readTree(text));
      Instant known = endOf(content.firstDay().plusDays(day));
      // What was there at first is analysed when the world begins.
      Instant modified = day == 0 ? known : known.plus(LATER);
      read.add(new Item(id, modified, cve.put("lastModified", time(modified))));
    }
  }

  private static Instant endOf(LocalDate day) {
    return day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).minusSeconds(1);
  }

  private static String time(Instant moment) {
    return TIME.format(moment.atOffset(ZoneOffset.UTC));
  }

  @Override
  public String name() {
    return "nvd";
  }

  @Override
  public Answer answer(Asked asked, Instant now) throws IOException {
    if (!asked.path().equals(PATH)) {
      return Answer.refused(404, "There is " + PATH + "\n");
    }
    if (!rate.allows(!asked.header().apply("apiKey").isEmpty())) {
      return Answer.refused(403, "Request forbidden by administrative rules.\n");
    }
    String from = asked.parameters().get("lastModStartDate");
    String to = asked.parameters().get("lastModEndDate");
    if ((from == null) != (to == null)) {
      return Answer.refused(404, "lastModStartDate and lastModEndDate belong together\n");
    }
    List<Item> found = new ArrayList<>(newest(now));
    if (from != null && to != null) {
      Instant begin = moment(from);
      Instant end = moment(to);
      if (begin.plus(LONGEST).isBefore(end)) {
        return Answer.refused(404, "more than 120 days\n");
      }
      found.removeIf(one -> one.modified().isBefore(begin) || one.modified().isAfter(end));
    }
    return page(asked, found, now);
  }

  private Collection<Item> newest(Instant now) throws IOException {
    Map<String, Item> newest = new TreeMap<>();
    for (Item item : items()) {
      if (item.modified().isAfter(now)) {
        break;
      }
      newest.put(item.id(), item);
    }
    return newest.values();
  }

  private static Answer page(Asked asked, List<Item> found, Instant now) {
    int size = Math.min(asked.number("resultsPerPage", LARGEST_PAGE), LARGEST_PAGE);
    int start = asked.number("startIndex", 0);
    List<Item> page = found.stream().skip(start).limit(size).toList();
    JsonMapper json = JsonMapper.shared();
    ObjectNode answer = json.createObjectNode();
    answer
        .put("resultsPerPage", page.size())
        .put("startIndex", start)
        .put("totalResults", found.size())
        .put("format", "NVD_CVE")
        .put("version", "2.0")
        .put("timestamp", time(now));
    ArrayNode list = answer.putArray("vulnerabilities");
    page.forEach(one -> list.addObject().set("cve", one.cve()));
    return Answer.of(Answer.JSON, Body.of(json.writeValueAsBytes(answer)));
  }

  /** With an offset, or in UTC without one. */
  private static Instant moment(String text) {
    boolean hasOffset = text.endsWith("Z") || text.matches(".*T.*[+-]\\d\\d:?\\d\\d");
    return hasOffset
        ? java.time.OffsetDateTime.parse(text).toInstant()
        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
  }
}
