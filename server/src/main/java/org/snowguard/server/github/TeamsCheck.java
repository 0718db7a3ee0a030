package org.snowguard.server.github;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.snowguard.server.account.github.GitHubTeams;
import org.snowguard.server.ingest.job.Job;
import org.snowguard.server.ingest.job.JobRun;

/** Asks who is in the teams that give roles, for a webhook may be lost or come out of order. */
final class TeamsCheck implements Job {

  private static final Duration EVERY = Duration.ofHours(1);

  private final GitHubTeams teams;
  private final GitHubReader reader;
  private final String organization;
  private final Clock clock;

  TeamsCheck(GitHubTeams teams, GitHubReader reader, String organization, Clock clock) {
    this.teams = teams;
    this.reader = reader;
    this.organization = organization;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "github-teams";
  }

  @Override
  public String title() {
    return "Members of teams on GitHub";
  }

  @Override
  public Instant run(JobRun run) throws InterruptedException {
    for (String slug : teams.slugs(organization)) {
      Instant askedAt = clock.instant();
      try {
        teams.confirm(
            slug, reader.teamMembers(slug).stream().map(GitHubUser::id).toList(), askedAt);
      } catch (IOException e) {
        // Roles stay as they were: a team that cannot be read is not an empty one.
        run.failed("team %s: %s".formatted(slug, e.getMessage()));
      }
    }
    return clock.instant().plus(EVERY);
  }
}
