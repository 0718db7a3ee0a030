package org.snowguard.formats.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Walks through one input; see {@link InputFiles}. Not for more than one thread. */
public final class EntryReader implements AutoCloseable {

  private static final int FIRST_BUFFER_BYTES = 1 << 16;

  /**
   * @param label path of the container within the file on disk
   * @param everything whether its members are read whatever they are called
   */
  private record Frame(Container container, Path file, String label, boolean everything) {}

  private final InputFiles inputs;
  private final Limits limits;
  private final Path input;
  private final Meter meter;
  private final FileTree root;
  private final Deque<Frame> frames = new ArrayDeque<>();
  private byte[] buffer = new byte[FIRST_BUFFER_BYTES];

  EntryReader(InputFiles inputs, Path input) {
    this.inputs = inputs;
    this.limits = inputs.limits();
    this.input = input;
    this.meter = new Meter(limits, inputs.progress(), input);
    this.root = new FileTree(input, meter);
    frames.push(new Frame(root, input, "", false));
  }

  /** The next entry, or null at the end. The entry before it loses its content. */
  public @Nullable InputEntry next() {
    while (!frames.isEmpty()) {
      Frame frame = frames.element();
      Member member = member(frame);
      InputEntry entry = member == null ? null : entry(frame, member);
      if (entry != null) {
        return entry;
      }
    }
    return null;
  }

  private @Nullable Member member(Frame frame) {
    try {
      Member member = frame.container().next();
      if (member == null) {
        closeFrame();
        if (frames.isEmpty()) {
          meter.finish();
        }
      }
      return member;
    } catch (IOException | RuntimeException e) {
      failed(frame.file(), frame.label(), e);
      giveUp(frame);
      return null;
    }
  }

  private @Nullable InputEntry entry(Frame frame, Member member) {
    Path file = member.onDisk() == null ? frame.file() : member.onDisk();
    String label = label(frame, member);
    String unsafe = member.onDisk() == null ? EntryNames.refusal(member.path()) : null;
    if (unsafe != null) {
      report(file, label, InputProblem.Kind.UNSAFE_NAME, unsafe + "; it was skipped");
      return null;
    }
    if (!isWanted(frame, member)) {
      return null;
    }
    if (member.refusal() != null) {
      report(file, label, InputProblem.Kind.NOT_A_FILE, member.refusal());
      return null;
    }
    try {
      return read(member, file, label);
    } catch (IOException | RuntimeException e) {
      // A limit passed by one member says nothing of the others; if it was the container's, the
      // next member fails too.
      if (!failed(file, label, e)) {
        giveUp(frame);
      }
      return null;
    }
  }

  private boolean isWanted(Frame frame, Member member) {
    return frame.everything()
        || (frame.container() == root && root.isOneFile())
        || Form.namesArchive(member.path())
        || inputs.names().test(Form.uncompressedName(member.path()));
  }

  private @Nullable InputEntry read(Member member, Path file, String label) throws IOException {
    InputStream content = member.content().open();
    boolean handedOn = false;
    try {
      int length = fill(content, 0, Form.HEAD_BYTES);
      Form form = Form.of(member.path(), buffer, length);
      if (form != Form.PLAIN) {
        handedOn = descend(form, member, file, label, length, content);
        return null;
      }
      length = fill(content, length, limits.bytesPerEntry() + 1);
      return checked(member, file, label, length);
    } finally {
      if (!handedOn) {
        content.close();
      }
    }
  }

  /** Reads until the end of the content or until the buffer holds that much. */
  private int fill(InputStream content, int from, int upTo) throws IOException {
    int length = from;
    while (length < upTo) {
      if (length == buffer.length) {
        buffer = Arrays.copyOf(buffer, (int) Math.min(limits.bytesPerEntry() + 1L, 2L * length));
      }
      int bytes = content.read(buffer, length, Math.min(buffer.length, upTo) - length);
      if (bytes < 0) {
        break;
      }
      length += bytes;
    }
    return length;
  }

  private @Nullable InputEntry checked(Member member, Path file, String label, int length)
      throws IOException {
    if (length > limits.bytesPerEntry()) {
      report(
          file,
          label,
          InputProblem.Kind.TOO_LARGE,
          "larger than %d bytes; it was skipped".formatted(limits.bytesPerEntry()));
      return null;
    }
    if (member.checksum() != Member.NO_CHECKSUM) {
      CRC32 checksum = new CRC32();
      checksum.update(buffer, 0, length);
      if (checksum.getValue() != member.checksum()) {
        throw new IOException("the checksum does not fit the content");
      }
    }
    return new InputEntry(file, label, buffer, length);
  }

  private boolean descend(
      Form form, Member member, Path file, String label, int length, InputStream rest)
      throws IOException {
    // The root is no archive.
    if (frames.size() > limits.nesting()) {
      report(
          file,
          label,
          InputProblem.Kind.TOO_DEEP,
          "archives or compressed files more than %d deep; hand in the inner one by itself"
              .formatted(limits.nesting()));
      return false;
    }
    ContainerOpener opener =
        new ContainerOpener(
            limits, meter, reason -> report(file, label, InputProblem.Kind.CORRUPT, reason));
    InputStream whole = ContainerOpener.following(buffer, length, rest);
    Container container = opener.open(form, member, whole);
    frames.push(new Frame(container, file, label, container instanceof SingleContainer));
    return true;
  }

  private static String label(Frame frame, Member member) {
    if (member.onDisk() != null || frame.container() instanceof SingleContainer) {
      return frame.label();
    }
    return frame.label().isEmpty() ? member.path() : frame.label() + "!" + member.path();
  }

  /** Reports; true when it was a limit, which also has its consequence. */
  private boolean failed(Path file, String label, Exception thrown) {
    LimitExceededException limit = LimitExceededException.causing(thrown);
    if (limit != null) {
      report(file, label, limit.kind(), cause(limit));
      stop(limit.kind());
      return true;
    }
    if (thrown instanceof FileSystemException) {
      report(
          file,
          label,
          InputProblem.Kind.UNREADABLE,
          "cannot be opened (" + thrown + "); check that it exists and may be read");
    } else {
      report(
          file,
          label,
          InputProblem.Kind.CORRUPT,
          "damaged or cut short (%s); what stood before was read. Fetch the file again"
              .formatted(cause(thrown)));
    }
    return false;
  }

  /** Leaves a container in which nothing more can be read. */
  private void giveUp(Frame frame) {
    if (frame.equals(frames.peek()) && !frame.container().survivesDamage()) {
      closeFrame();
    }
  }

  private void stop(InputProblem.Kind kind) {
    switch (kind) {
      case TOO_MUCH -> close();
      case SUSPICIOUS_RATIO -> {
        while (frames.size() > 1) {
          closeFrame();
        }
      }
      // The rest of the container can be read, or ends by itself.
      case TOO_LARGE, UNREADABLE, CORRUPT, UNSAFE_NAME, NOT_A_FILE, TOO_DEEP -> {}
    }
  }

  private static String cause(Exception thrown) {
    return thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
  }

  private void report(Path file, String label, InputProblem.Kind kind, String reason) {
    inputs.problems().report(new InputProblem(file, label, kind, reason));
  }

  private void closeFrame() {
    Frame frame = frames.pop();
    try {
      frame.container().close();
    } catch (IOException | RuntimeException e) {
      report(frame.file(), frame.label(), InputProblem.Kind.CORRUPT, "closing failed: " + cause(e));
    }
  }

  /** Gives files back; also when reading stopped early. */
  @Override
  public void close() {
    while (!frames.isEmpty()) {
      closeFrame();
    }
  }

  @Override
  public String toString() {
    return "entries of " + input;
  }
}
