package org.snowguard.server.browse;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.browse.answer.InChannel;
import org.snowguard.server.matching.StandingLesson;
import org.snowguard.server.nixpkgs.Project;
import org.snowguard.server.suggestion.FixGroup;
import org.snowguard.server.vulnerability.Vulnerability;
import org.snowguard.server.web.Page;

/**
 * A project: its packages in every channel, and the vulnerabilities linked to it.
 *
 * @param variants slugs of projects that rebuild its source
 * @param state which links are listed
 * @param states how many links stand in each state
 * @param fixGroups pending links that one version fixes; empty for who may not accept them
 * @param inChannels in short how it stands in each channel
 * @param lessons names that decisions confirmed or refuted
 */
public record ProjectPage(
    Project project,
    List<String> variants,
    VersionTable versions,
    String state,
    List<StateCount> states,
    Page<Item> links,
    List<LessonLine> lessons,
    List<FixGroup> fixGroups,
    List<EventLine> history,
    List<InChannel> inChannels) {

  /** How many links stand in a state. */
  public record StateCount(String state, long count) {}

  /**
   * A link with its vulnerability.
   *
   * @param standing the worst verdict of each channel
   * @param disputes what maintainers say against the verdicts
   */
  public record Item(
      Link link, Vulnerability vulnerability, List<Standing> standing, List<Dispute> disputes) {}

  /**
   * What people's decisions say of a name.
   *
   * @param authors who said so, by name, in the order of {@link StandingLesson#votes}
   */
  public record LessonLine(StandingLesson lesson, List<String> authors) {}

  /** How a vulnerability stands in a channel: the worst verdict among the packages. */
  public record Standing(
      String channel, boolean supported, String verdict, @Nullable String versions) {}
}
