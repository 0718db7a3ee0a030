package org.snowguard.server.nixpkgs.follow;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.snowguard.formats.channel.ChannelRevisionReader;
import org.snowguard.server.ingest.source.FetchFailure;
import org.snowguard.server.ingest.source.Fetched;
import org.snowguard.server.ingest.source.HttpFetch;
import org.snowguard.server.ingest.source.Wanted;

/** Small files of text that lie beside a channel's packages. */
record RevisionFile(HttpFetch fetch) {

  private static final long LIMIT = 4_096;

  /** The commit in a file {@code git-revision}. */
  String read(URI uri) throws IOException, InterruptedException {
    String text = text(uri);
    return ChannelRevisionReader.file(text)
        .orElseThrow(() -> new FetchFailure("%s is no commit: \"%s\"".formatted(uri, shown(text))));
  }

  String text(URI uri) throws IOException, InterruptedException {
    try (Fetched fetched = fetch.get(Wanted.of(uri, Wanted.Form.TEXT, LIMIT))) {
      return switch (fetched) {
        case Fetched.NotModified() ->
            throw new FetchFailure(uri + " says unchanged without having been asked");
        case Fetched.Copy(Path file, var _) -> Files.readString(file).strip();
      };
    }
  }

  static String shown(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
