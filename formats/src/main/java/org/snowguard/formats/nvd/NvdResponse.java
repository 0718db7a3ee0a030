package org.snowguard.formats.nvd;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.formats.json.CompactJson;
import org.snowguard.formats.json.Json;
import org.snowguard.formats.json.Located;

/** What came of reading one response of the API, a page of records. */
public sealed interface NvdResponse {

  /**
   * @param startIndex place of the first item among all that were asked for, or -1 if not said
   * @param total how many there were of these, or -1 if not said
   * @param timestamp when the response was made, or null if not said
   */
  record Page(long startIndex, long total, @Nullable Instant timestamp, List<Item> items)
      implements NvdResponse {
    public Page {
      items = List.copyOf(items);
    }
  }

  /**
   * @param reason why, for people
   */
  record Malformed(String reason) implements NvdResponse {}

  /** One element of {@code vulnerabilities}. */
  sealed interface Item {

    /**
     * @param raw the record's own text, without spaces
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Read(VulnerabilityRecord record, byte[] raw) implements Item {}

    /**
     * @param id the record's id, where it could be told
     */
    record Unreadable(String reason, @Nullable String id) implements Item {}

    /** Reads an element; never throws. */
    static Item of(Json element) {
      Json cve = element instanceof Json.JsonObject object ? object.fields().get("cve") : null;
      if (cve == null) {
        return new Unreadable("an element of vulnerabilities[] has no field cve", null);
      }
      return switch (NvdRecordReader.read(Located.root(cve))) {
        case NvdReading.Read(var record) -> new Read(record, CompactJson.bytes(cve));
        case NvdReading.Unreadable(String reason, @Nullable String id) ->
            new Unreadable(reason, id);
      };
    }
  }
}
