package org.snowguard.server.issue.page;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.web.CurrentAccount;

/**
 * A part of the page of an issue that something else makes: a bean of this type is asked for each
 * page. Beans come in the order that Spring's {@code @Order} gives.
 */
public interface IssuePanel {

  /**
   * What is rendered.
   *
   * @param template below {@code src/main/jte} without suffix, with the parameters {@code chrome}
   *     and {@code page}: a section, no whole page
   * @param record what the template gets as {@code page}, and the JSON twin below {@code panels}
   * @param name of it in the JSON twin
   */
  record Part(String name, String template, Object record) {}

  /** The part for a reader, or empty where there is nothing for him. */
  Optional<Part> of(IssueContent issue, @Nullable CurrentAccount reader);
}
