package org.snowguard.server.nixpkgs.follow;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.snowguard.formats.channel.ChannelRevisionReader;
import org.snowguard.formats.channel.ChannelRevisions;
import org.snowguard.server.ingest.source.FetchFailure;
import org.snowguard.server.ingest.source.Fetched;
import org.snowguard.server.ingest.source.HttpFetch;
import org.snowguard.server.ingest.source.Wanted;

/** NixOS's monitoring: one answer for all channels, with their status. */
record MetricHeads(URI query, HttpFetch fetch) implements ChannelHeads {

  private static final long LIMIT = 2_000_000;

  @Override
  public Told read() throws IOException, InterruptedException {
    try (Fetched.Copy copy = fetch.copy(Wanted.of(query, Wanted.Form.JSON, LIMIT))) {
      return told(copy.file());
    }
  }

  private Told told(Path file) throws IOException {
    ChannelRevisions read;
    try (InputStream in = Files.newInputStream(file)) {
      read = ChannelRevisionReader.metric(in);
    }
    if (read.revisions().isEmpty()) {
      throw new FetchFailure(
          "%s names no channel%s; what is known of channels stays"
              .formatted(
                  query, read.problems().isEmpty() ? "" : " (" + read.problems().getFirst() + ")"));
    }
    return new Told(read.revisions(), List.of(), read.problems());
  }
}
