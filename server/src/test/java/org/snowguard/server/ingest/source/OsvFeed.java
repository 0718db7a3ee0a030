package org.snowguard.server.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The exports of one ecosystem of the OSV database. */
public final class OsvFeed {

  private final FakeService service;
  private final String directory;
  private final Map<String, String> texts = new TreeMap<>();
  private final Map<String, String> modified = new HashMap<>();

  public OsvFeed(FakeService service, String directory) {
    this.service = service;
    this.directory = directory;
  }

  public void put(String id, String at, String summary) {
    putRaw(
        id,
        at,
        """
        {"id":"%s","modified":"%s","published":"2024-05-01T00:00:00Z","summary":"%s","details":"%3$s",
         "affected":[{"package":{"ecosystem":"PyPI","name":"anvil"},
           "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"1.4"}]}]}]}
        """
            .formatted(id, at, summary));
  }

  public void withdraw(String id, String at) {
    putRaw(id, at, "{\"id\":\"%s\",\"modified\":\"%s\",\"withdrawn\":\"%2$s\"}".formatted(id, at));
  }

  public void putRaw(String id, String at, String text) {
    texts.put(id, text);
    modified.put(id, at);
  }

  /** Everything as it stands now. */
  public void publish() {
    publishListing();
    publishRecords();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> text : texts.entrySet()) {
        zip.putNextEntry(new ZipEntry(text.getKey() + ".json"));
        zip.write(bytes(text.getValue()));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    service.put(directory + "all.zip", "application/zip", bytes.toByteArray());
  }

  /** Each record by itself: the archive and the listing come later. */
  public void publishRecords() {
    texts.forEach(
        (id, text) -> service.put(directory + id + ".json", "application/json", bytes(text)));
  }

  /** The listing alone: what it names is not there yet. */
  public void publishListing() {
    String listing =
        modified.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .map(entry -> entry.getValue() + "," + entry.getKey() + "\n")
            .collect(Collectors.joining());
    service.put(directory + "modified_id.csv", "text/csv", bytes(listing));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
