package org.snowguard.server.nixpkgs.follow;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snowguard.formats.channel.ChannelRevisionReader;
import org.snowguard.server.ingest.source.FetchFailure;
import org.snowguard.server.ingest.source.Fetched;
import org.snowguard.server.ingest.source.HttpFetch;
import org.snowguard.server.ingest.source.Wanted;

/** Small files of text that lie beside what a channel publishes. */
public record RevisionFile(HttpFetch fetch) {

  private static final long LIMIT = 4_096;
  private static final Pattern BLANK = Pattern.compile("\\s+");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** The commit in a file {@code git-revision}. */
  public String read(URI uri) throws IOException, InterruptedException {
    String text = text(uri);
    return ChannelRevisionReader.file(text)
        .orElseThrow(() -> new FetchFailure("%s is no commit: \"%s\"".formatted(uri, shown(text))));
  }

  /** The sum in a file {@code *.sha256}; empty: no such file is published. */
  public Optional<String> checksum(URI uri) throws IOException, InterruptedException {
    String text;
    try {
      text = text(uri);
    } catch (FetchFailure e) {
      if (e.isAbsent()) {
        return Optional.empty();
      }
      throw e;
    }
    String first = BLANK.splitAsStream(text).findFirst().orElse("").toLowerCase(Locale.ROOT);
    if (!SHA256.matcher(first).matches()) {
      throw new FetchFailure("%s is no SHA-256: \"%s\"".formatted(uri, shown(text)));
    }
    return Optional.of(first);
  }

  private String text(URI uri) throws IOException, InterruptedException {
    try (Fetched.Copy copy = fetch.copy(Wanted.of(uri, Wanted.Form.TEXT, LIMIT))) {
      return Files.readString(copy.file()).strip();
    }
  }

  private static String shown(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
