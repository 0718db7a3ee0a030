package org.snowguard.server.web;

/**
 * Work that begins once pages answer, such as an import or the loading of an index. Every bean of
 * this type runs once a start, each on its own thread, which is interrupted at shutdown.
 */
public interface StartupWork {

  /** Names the work in the log: {@code import}, {@code matching index}. */
  String name();

  void run() throws InterruptedException;
}
