package org.snowguard.core.record;

import java.util.List;

/**
 * A link that a record gives.
 *
 * @param pointer JSON pointer of the link in the record's text
 * @param tags as the record has them, for example {@code patch}, {@code release-notes}
 */
public record Reference(String pointer, String url, List<String> tags) {
  public Reference {
    tags = List.copyOf(tags);
  }
}
