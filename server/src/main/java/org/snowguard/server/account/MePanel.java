package org.snowguard.server.account;

import java.util.Optional;
import org.snowguard.server.web.CurrentAccount;

/**
 * A part of the page about oneself that a later feature makes: a bean of this type is asked for
 * each page, in the order that Spring's {@code @Order} gives.
 */
public interface MePanel {

  /**
   * What is rendered.
   *
   * @param name of it in the JSON twin
   * @param template below {@code src/main/jte} without suffix, with the parameters {@code chrome}
   *     and {@code page}: a section, no whole page
   * @param record what the template gets as {@code page}
   */
  record Part(String name, String template, Object record) {}

  /** The part for somebody, or empty where there is nothing for him. */
  Optional<Part> of(CurrentAccount account);
}
