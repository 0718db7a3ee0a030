package org.snowguard.localpg;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says whether a data directory has a living owner. The operating system drops the lock when its
 * process ends, however it ends, so there is no stale lock to clean up.
 */
final class OwnerLock implements AutoCloseable {
  /**
   * The directories owned by this JVM. Closing any channel of a locked file drops all locks that
   * the process holds on it (POSIX), so the file must not even be opened a second time in here.
   */
  private static final Set<Path> OWNED_HERE = ConcurrentHashMap.newKeySet();

  private final Path key;
  private final FileChannel channel;
  private final FileLock lock;

  private OwnerLock(Path key, FileChannel channel, FileLock lock) {
    this.key = key;
    this.channel = channel;
    this.lock = lock;
  }

  /** Takes the lock, or returns empty when somebody lives who holds it. */
  static Optional<OwnerLock> tryAcquire(DataFiles files) throws IOException {
    Path key = files.lock();
    if (!OWNED_HERE.add(key)) {
      return Optional.empty();
    }
    boolean acquired = false;
    try {
      FileChannel channel =
          FileChannel.open(key, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        FileLock lock = channel.tryLock();
        if (lock == null) {
          return Optional.empty();
        }
        channel.truncate(0);
        channel.write(
            ByteBuffer.wrap(
                Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
        acquired = true;
        return Optional.of(new OwnerLock(key, channel, lock));
      } finally {
        if (!acquired) {
          channel.close();
        }
      }
    } finally {
      if (!acquired) {
        OWNED_HERE.remove(key);
      }
    }
  }

  /** Names the holder for a message, such as {@code process 4711}. */
  static String describeHolder(DataFiles files) throws IOException {
    Path key = files.lock();
    if (OWNED_HERE.contains(key)) {
      return "process " + ProcessHandle.current().pid() + " (this one)";
    }
    String pid = Files.readString(key).strip();
    return pid.isEmpty() ? "a process that is just starting" : "process " + pid;
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      lock.release();
    } finally {
      OWNED_HERE.remove(key);
    }
  }
}
