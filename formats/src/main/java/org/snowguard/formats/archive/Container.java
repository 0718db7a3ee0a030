package org.snowguard.formats.archive;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Something with members, read from front to back. */
sealed interface Container extends Closeable
    permits FileTree, TarContainer, ZipContainer, ZipStreamContainer, SingleContainer {

  /** The next member, or null at the end. The member before it is no longer readable. */
  @Nullable Member next() throws IOException;

  /** Whether others can be read after one that was damaged, or whose {@link #next} failed. */
  boolean survivesDamage();
}
