package org.snowguard.server.github;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snowguard.server.github.client.Answer;
import org.snowguard.server.github.client.GitHubClient;
import tools.jackson.databind.JsonNode;

/** Asks GitHub's API. */
final class ApiReader implements GitHubReader {

  private final GitHubClient client;
  private final String organisation;

  ApiReader(GitHubClient client, String organisation) {
    this.client = client;
    this.organisation = organisation;
  }

  @Override
  public Optional<GitHubUser> user(long id) throws IOException, InterruptedException {
    return client.find(client.at("/user/" + id)).flatMap(answer -> user(answer.body()));
  }

  @Override
  public List<GitHubUser> teamMembers(String slug) throws IOException, InterruptedException {
    List<GitHubUser> members = new ArrayList<>();
    URI page = client.at("/orgs/%s/teams/%s/members?per_page=100".formatted(organisation, slug));
    while (page != null) {
      Answer answer = client.get(page, null);
      for (JsonNode member : answer.body()) {
        user(member).ifPresent(members::add);
      }
      page = answer.next();
    }
    return members;
  }

  @Override
  public Optional<GitHubIssue> issue(long number) throws IOException, InterruptedException {
    return client
        .find(client.ofRepository("/issues/" + number))
        .flatMap(answer -> IssueReading.read(answer.body()));
  }

  private static Optional<GitHubUser> user(JsonNode node) {
    long id = node.path("id").asLong(0);
    String login = node.path("login").asString("");
    return id == 0 || login.isEmpty() ? Optional.empty() : Optional.of(new GitHubUser(id, login));
  }
}
