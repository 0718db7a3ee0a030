package org.snowguard.server.nixpkgs.follow;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.ingest.source.FetchFailure;
import org.snowguard.server.ingest.source.Fetched;
import org.snowguard.server.ingest.source.FetchedFiles;
import org.snowguard.server.ingest.source.HttpFetch;
import org.snowguard.server.ingest.source.Stamp;
import org.snowguard.server.ingest.source.Wanted;
import org.snowguard.server.nixpkgs.Revisions;

/** Fetches a channel's packages, and makes sure that they are those of a revision. */
final class PackagesDownload {

  private static final long LIMIT = 200_000_000;

  private final ChannelAddresses addresses;
  private final ChannelHeads heads;
  private final RevisionFile small;
  private final HttpFetch fetch;

  PackagesDownload(ChannelAddresses addresses, ChannelHeads heads, HttpFetch fetch) {
    this.addresses = addresses;
    this.heads = heads;
    this.fetch = fetch;
    small = new RevisionFile(fetch);
  }

  /** Does something with the file; null: it is the one that is known already. */
  interface Use<T> {
    T of(@Nullable File file) throws IOException;
  }

  /**
   * A file that belongs to the revision.
   *
   * @param from its address
   * @param checked whether it is what a published checksum says; false: none is published
   */
  record File(Path path, URI from, Stamp stamp, boolean checked) {}

  /**
   * Fetches the packages, for as long as they are used. The revision is asked for before too: a
   * file that is behind may be followed by its revision while it is fetched.
   *
   * @param known by which an unchanged file is told
   */
  <T> T of(String channel, String revision, Stamp known, Use<T> use)
      throws IOException, InterruptedException {
    requireStill(channel, revision);
    URI from = addresses.packages(channel);
    Optional<String> checksum = small.checksum(addresses.checksum(channel));
    Wanted wanted =
        Wanted.of(from, Wanted.Form.ANY, LIMIT)
            .knownAs(known)
            .amountingTo(null, checksum.orElse(null));
    try (Fetched fetched = fetch.get(wanted)) {
      requireStill(channel, revision);
      return switch (fetched) {
        case Fetched.NotModified() -> use.of(null);
        case Fetched.Copy(Path path, Stamp stamp) ->
            named(
                path,
                addresses.fileName(channel),
                moved -> use.of(new File(moved, from, stamp, checksum.isPresent())));
      };
    }
  }

  /** Brotli is told by the file's name alone. */
  private static <T> T named(Path path, String name, PathUse<T> use) throws IOException {
    Path directory = FetchedFiles.directory();
    Path moved = directory.resolve(name);
    try {
      Files.move(path, moved, StandardCopyOption.REPLACE_EXISTING);
      return use.of(moved);
    } finally {
      Files.deleteIfExists(moved);
      Files.delete(directory);
    }
  }

  private interface PathUse<T> {
    T of(Path path) throws IOException;
  }

  private void requireStill(String channel, String revision)
      throws IOException, InterruptedException {
    String now = revisionNow(channel);
    if (!now.equals(revision)) {
      throw new FetchFailure(
          ("it was to be fetched at r%s and its files are at r%s: it advanced meanwhile, or its"
                  + " files are behind; what was fetched is thrown away, and tried again")
              .formatted(Revisions.shortened(revision), Revisions.shortened(now)));
    }
  }

  /** Beside the packages, where there is such a file; else where revisions are told. */
  private String revisionNow(String channel) throws IOException, InterruptedException {
    try {
      return small.read(addresses.revision(channel));
    } catch (FetchFailure e) {
      if (!e.isAbsent()) {
        throw e;
      }
    }
    return heads
        .read()
        .revisionOf(channel)
        .orElseThrow(() -> new FetchFailure("nobody tells its revision any more; thrown away"));
  }
}
