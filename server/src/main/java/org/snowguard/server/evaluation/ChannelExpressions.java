package org.snowguard.server.evaluation;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.snowguard.formats.archive.Limits;
import org.snowguard.formats.archive.ProgressListener;
import org.snowguard.formats.archive.SourceTree;
import org.snowguard.server.ingest.source.FetchFailure;
import org.snowguard.server.ingest.source.Fetched;
import org.snowguard.server.ingest.source.HttpFetch;
import org.snowguard.server.ingest.source.Wanted;
import org.snowguard.server.nixpkgs.follow.RevisionFile;

/**
 * Fetches a channel's Nix expressions and unpacks them, unless a file beside them says that they
 * are of another revision.
 *
 * @param pattern of their addresses
 */
record ChannelExpressions(String pattern, HttpFetch fetch) {

  /** Several times what a channel has: 45 MB packed, 300 MB in 60,000 entries unpacked. */
  private static final long PACKED = 1L << 28;

  private static final Limits UNPACKED =
      Limits.DEFAULT.withTotalBytes(1L << 31).withEntries(500_000);

  private static final String REVISION = ".git-revision";
  private static final String REVISION_BESIDE = "git-revision";
  private static final String CHECKSUM = ".sha256";
  private static final int LONGEST_REVISION = 200;

  /** What came of it. */
  sealed interface Outcome {

    /** The channel's directory, of the revision that was wanted. */
    record Tree(Path directory) implements Outcome {}

    /** The channel's expressions are not of this revision, or not any more. */
    record OtherRevision(String revision) implements Outcome {}
  }

  /**
   * @param into an empty directory
   * @param progress of unpacking; what it throws ends it
   */
  Outcome get(String channel, String revision, Path into, ProgressListener progress)
      throws IOException, InterruptedException {
    URI address = EvaluationSettings.address(pattern, channel);
    RevisionFile small = new RevisionFile(fetch);
    Optional<String> published = published(small, address.resolve(REVISION_BESIDE));
    if (published.isPresent() && !published.get().equals(revision)) {
      return new Outcome.OtherRevision(published.get());
    }
    Wanted wanted =
        Wanted.of(address, Wanted.Form.XZ, PACKED)
            .amountingTo(null, small.checksum(URI.create(address + CHECKSUM)).orElse(null));
    try (Fetched fetched = fetch.get(wanted)) {
      return switch (fetched) {
        case Fetched.Copy copy -> unpack(wanted, copy, revision, into, progress);
        case Fetched.NotModified() ->
            throw new FetchFailure(wanted.uri() + " says that nothing has changed, unasked");
      };
    }
  }

  /** A few bytes that spare 45 MB; empty where there is no such file. */
  private static Optional<String> published(RevisionFile small, URI beside)
      throws IOException, InterruptedException {
    try {
      return Optional.of(small.read(beside));
    } catch (FetchFailure e) {
      if (e.isAbsent()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static Outcome unpack(
      Wanted wanted, Fetched.Copy copy, String revision, Path into, ProgressListener progress)
      throws IOException {
    Path tree;
    try {
      tree = SourceTree.unpack(copy.file(), into, UNPACKED, progress);
    } catch (IOException e) {
      String message = e.getMessage();
      String words =
          message == null ? "it breaks off" : message.replace(copy.file().toString(), "it");
      throw new IOException("%s: %s".formatted(wanted.uri(), words), e);
    }
    String found = revision(wanted, tree);
    return found.equals(revision) ? new Outcome.Tree(tree) : new Outcome.OtherRevision(found);
  }

  private static String revision(Wanted wanted, Path tree) throws IOException {
    Path file = tree.resolve(REVISION);
    if (!Files.isRegularFile(file) || Files.size(file) > LONGEST_REVISION) {
      throw new IOException(
          "%s holds no %s, so that nobody can tell what it is of"
              .formatted(wanted.uri(), REVISION));
    }
    return Files.readString(file).strip();
  }
}
