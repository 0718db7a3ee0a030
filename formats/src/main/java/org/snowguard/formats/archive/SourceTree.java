package org.snowguard.formats.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks a tree of sources, plain or compressed tar, as far as {@link Limits} go. Nothing is
 * written outside the directory: files lie only in directories that were made here, and symbolic
 * links that could lead out are left out. An entry that stands for a file and cannot be had, such
 * as a device or a sparse file, ends the unpacking: a tree without it would say something else.
 */
public final class SourceTree {

  private final Path archive;
  private final Path into;
  private final Set<Path> directories = new HashSet<>();
  private final Set<Path> roots = new HashSet<>();

  private SourceTree(Path archive, Path into) {
    this.archive = archive;
    this.into = into;
    directories.add(into);
  }

  /**
   * @param into an empty directory
   * @param progress told after each entry; what it throws ends the unpacking
   * @return the one directory that the archive holds
   * @throws IOException when it is no such archive, is damaged, passes a limit, or names a place
   *     outside of itself; what was written until then is left to the caller
   */
  public static Path unpack(Path archive, Path into, Limits limits, ProgressListener progress)
      throws IOException {
    Meter meter = new Meter(limits, ProgressListener.NONE, archive);
    long size = Files.size(archive);
    meter.beginFile(size);
    SourceTree tree = new SourceTree(archive, into.toRealPath());
    try (InputStream raw = new MeteredInputStream(Files.newInputStream(archive), meter::read);
        TarContainer tar = tar(archive, raw, limits, meter)) {
      for (TarArchiveEntry entry = tar.nextEntry(); entry != null; entry = tar.nextEntry()) {
        tree.write(entry, tar);
        progress.progress(archive, meter.position(), size);
      }
    }
    if (tree.roots.size() != 1) {
      throw new IOException(
          "unpacking %s: it holds %d directories and files at its top, where one directory is needed"
              .formatted(archive, tree.roots.size()));
    }
    return tree.roots.iterator().next();
  }

  private static TarContainer tar(Path archive, InputStream raw, Limits limits, Meter meter)
      throws IOException {
    byte[] head = raw.readNBytes(Form.HEAD_BYTES);
    InputStream whole = ContainerOpener.following(head, head.length, raw);
    Form form = Form.of(archive.toString(), head, head.length);
    return switch (form) {
      case TAR -> new TarContainer(whole, meter);
      case PLAIN, ZIP -> throw new IOException("unpacking %s: it is no tar".formatted(archive));
      case XZ, GZIP, ZSTD, BROTLI ->
          new TarContainer(DecodedInputStream.open(form, whole, limits, meter), meter);
    };
  }

  private void write(TarArchiveEntry entry, TarContainer tar) throws IOException {
    String name = bare(entry.getName());
    if (name.isEmpty() || name.equals(".")) {
      return;
    }
    String refusal = EntryNames.refusal(name);
    if (refusal != null) {
      throw failure(name, refusal);
    }
    Path target = into.resolve(name).normalize();
    roots.add(into.resolve(into.relativize(target).getName(0)));
    try {
      if (entry.isDirectory()) {
        makeDirectory(target);
      } else if (entry.isSymbolicLink()) {
        link(target, entry.getLinkName());
      } else if (tar.isPlainFile(entry)) {
        makeDirectory(parent(target));
        Files.copy(tar.content(), target);
      } else if (entry.isLink()) {
        sameAs(target, name, entry.getLinkName());
      } else {
        throw failure(name, "it is neither a file nor a directory nor a link");
      }
    } catch (FileAlreadyExistsException e) {
      throw failure(name, "the same name stands for two things");
    }
  }

  private static String bare(String name) {
    return name.replaceFirst("^(\\./)+", "").replaceFirst("/+$", "");
  }

  /** A hard link, which names an entry before it; tar makes them of a store that is optimised. */
  private void sameAs(Path target, String name, String entryBefore) throws IOException {
    String other = bare(entryBefore);
    Path before = into.resolve(EntryNames.refusal(other) == null ? other : "").normalize();
    if (!directories.contains(parent(before)) || directories.contains(before)) {
      throw notBefore(name, other);
    }
    if (Files.isSymbolicLink(before)) {
      link(target, Files.readSymbolicLink(before).toString());
    } else if (Files.exists(before, LinkOption.NOFOLLOW_LINKS)) {
      makeDirectory(parent(target));
      Files.createLink(target, before);
    } else {
      throw notBefore(name, other);
    }
  }

  private IOException notBefore(String name, String other) {
    return failure(
        name,
        "it is to be the same as %s, which is no file before it"
            .formatted(EntryNames.printable(other)));
  }

  private IOException failure(String name, String reason) {
    return new IOException(
        "unpacking %s: %s: %s; nothing of it is used"
            .formatted(archive, EntryNames.printable(name), reason));
  }

  /** Each directory on the way was made here, so that none of them is a link. */
  private void makeDirectory(Path directory) throws IOException {
    if (!directories.contains(directory)) {
      makeDirectory(parent(directory));
      Files.createDirectory(directory);
      directories.add(directory);
    }
  }

  private Path parent(Path path) {
    Path parent = path.getParent();
    return parent == null ? into : parent;
  }

  private void link(Path link, @Nullable String to) throws IOException {
    if (to != null && staysInside(parent(link), to)) {
      makeDirectory(parent(link));
      Files.createSymbolicLink(link, Path.of(to));
    }
  }

  /**
   * Steps up lead out of real directories only, before any step down: further links on the way down
   * stay inside by the same rule.
   */
  private boolean staysInside(Path from, String to) {
    if (to.isEmpty() || to.indexOf('\0') >= 0 || to.startsWith("/")) {
      return false;
    }
    int height = from.getNameCount() - into.getNameCount();
    boolean isGoingDown = false;
    for (String step : to.split("/+", -1)) {
      if (step.equals("..")) {
        height--;
        if (isGoingDown || height < 0) {
          return false;
        }
      } else if (!step.isEmpty() && !step.equals(".")) {
        isGoingDown = true;
      }
    }
    return true;
  }
}
