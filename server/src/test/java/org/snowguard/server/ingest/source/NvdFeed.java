package org.snowguard.server.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snowguard.formats.json.Timestamps;

/** The NVD's API 2.0 for CVE records, as far as it is asked here. */
public final class NvdFeed implements FakeService.Handler {

  private final Map<String, Entry> records = new TreeMap<>();
  private final List<Map<String, String>> asked = new ArrayList<>();
  private String timestamp = "2026-11-20T14:00:00.000";
  private Runnable afterPage = () -> {};

  private record Entry(String json, String modified) {}

  public synchronized void put(String id, String modified, String description) {
    putRaw(
        id,
        modified,
        """
        {"id":"%s","published":"2024-05-01T00:00:00.000","lastModified":"%s","vulnStatus":"Analyzed",
         "descriptions":[{"lang":"en","value":"%s"}]}
        """
            .formatted(id, modified, description));
  }

  public synchronized void putRaw(String key, String modified, String cve) {
    records.put(key, new Entry("{\"cve\":" + cve + "}", modified));
  }

  public synchronized void remove(String id) {
    records.remove(id);
  }

  /** What answers say of when they were made. */
  public synchronized void at(String moment) {
    timestamp = moment;
  }

  /** What happens between this page and the next one. */
  public synchronized void afterPage(Runnable change) {
    afterPage = change;
  }

  /** The parameters of each request. */
  public synchronized List<Map<String, String>> asked() {
    return List.copyOf(asked);
  }

  @Override
  public synchronized byte[] answer(String query) {
    Map<String, String> parameters = new HashMap<>();
    Arrays.stream(query.split("&"))
        .map(part -> part.split("=", 2))
        .forEach(part -> parameters.put(part[0], part[1]));
    asked.add(parameters);
    List<String> found =
        records.values().stream()
            .filter(entry -> isWithin(entry, parameters))
            .map(Entry::json)
            .toList();
    int start = Integer.parseInt(parameters.getOrDefault("startIndex", "0"));
    int size = Integer.parseInt(parameters.getOrDefault("resultsPerPage", "2000"));
    List<String> page = found.stream().skip(start).limit(size).toList();
    String body =
        """
        {"resultsPerPage":%d,"startIndex":%d,"totalResults":%d,"format":"NVD_CVE","version":"2.0",
         "timestamp":"%s","vulnerabilities":[%s]}
        """
            .formatted(page.size(), start, found.size(), timestamp, String.join(",", page));
    afterPage.run();
    return body.getBytes(UTF_8);
  }

  private static boolean isWithin(Entry entry, Map<String, String> parameters) {
    String start = parameters.get("lastModStartDate");
    if (start == null) {
      return true;
    }
    var modified = Timestamps.instant(entry.modified());
    var since = Timestamps.instant(start);
    var until = Timestamps.instant(parameters.get("lastModEndDate"));
    return modified != null
        && since != null
        && until != null
        && !modified.isBefore(since)
        && !modified.isAfter(until);
  }
}
