package org.snowguard.formats.osv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class OsvListingTest {

  private static OsvListing read(String text) throws IOException {
    return OsvListing.read(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  @Test
  void oldestChangeFirst() throws IOException {
    OsvListing listing =
        read(
            """
            2026-11-20T14:00:00.123456Z,PYSEC-2026-2
            2026-11-20T14:00:00Z,GHSA-aaaa-bbbb-cccc
            2026-11-19T00:00:00Z,PYSEC-2026-1
            """);
    assertThat(listing.rows())
        .extracting(OsvListing.Row::id)
        .containsExactly("PYSEC-2026-1", "GHSA-aaaa-bbbb-cccc", "PYSEC-2026-2");
    assertThat(listing.unreadable()).isZero();
  }

  @Test
  void otherRowsAreCountedAndLeftOut() throws IOException {
    OsvListing listing =
        read("no comma\nyesterday,PYSEC-2026-1\n2026-11-19T00:00:00Z,../../etc\n\n");
    assertThat(listing.rows()).isEmpty();
    assertThat(listing.unreadable()).isEqualTo(3);
    assertThat(listing.firstProblem()).isEqualTo("line 1: no moment with an id: no comma");
  }
}
