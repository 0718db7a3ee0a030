package org.snowguard.formats.archive;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A compressed file, whose one member is what it holds. */
final class SingleContainer implements Container {

  private final InputStream content;
  private @Nullable Member member;

  SingleContainer(String name, InputStream content) {
    this.content = content;
    this.member = Member.of(name, () -> content);
  }

  @Override
  public @Nullable Member next() {
    Member next = member;
    member = null;
    return next;
  }

  @Override
  public boolean survivesDamage() {
    return false;
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
