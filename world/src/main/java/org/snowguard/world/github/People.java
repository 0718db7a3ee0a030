package org.snowguard.world.github;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Accounts, and the teams of one organisation. */
public final class People {

  /** The organisation's login. */
  public static final String ORGANISATION = "NixOS";

  static final long ORGANISATION_ID = 487_568;

  private static final List<String> TEAMS =
      List.of("security", "nixpkgs-committers", "nixpkgs-maintainers", "security-review");

  private final Map<Long, User> users = new TreeMap<>();
  private final Map<String, Team> teams = new LinkedHashMap<>();
  private final Events events;
  private long nextId = 1_000_001;

  People(Events events) {
    this.events = events;
    for (String slug : TEAMS) {
      teams.put(slug, new Team(4_000_000 + teams.size(), slug, slug, new LinkedHashMap<>()));
    }
  }

  /** A new account with a numeric id of its own, also where the login was another's before. */
  public synchronized User add(String login) {
    return add(nextId++, login);
  }

  /** An account with this numeric id. */
  public synchronized User add(long id, String login) {
    return add(new User(id, login, login, "User"));
  }

  synchronized User add(User user) {
    if (withLogin(user.login()).isPresent()) {
      throw new IllegalArgumentException(
          "While adding the account \"%s\": the login is taken. Rename or delete its owner first."
              .formatted(user.login()));
    }
    users.put(user.id(), user);
    return user;
  }

  /** Changes a login; the numeric id stays. */
  public synchronized void rename(long id, String login) {
    User user = user(id).orElseThrow();
    users.remove(id);
    add(new User(id, login, user.name(), user.type()));
  }

  /** Deletes an account; GitHub shows "ghost" in its place. */
  public synchronized void delete(long id) {
    users.remove(id);
    teams.values().forEach(team -> team.members().remove(id));
  }

  /** An account that is not deleted. */
  public synchronized Optional<User> user(long id) {
    return Optional.ofNullable(users.get(id));
  }

  synchronized User shown(long id) {
    return users.getOrDefault(id, User.GHOST);
  }

  /** Logins have no case. */
  public synchronized Optional<User> withLogin(String login) {
    return users.values().stream().filter(one -> one.login().equalsIgnoreCase(login)).findFirst();
  }

  /** All accounts that are not deleted. */
  public synchronized List<User> users() {
    return List.copyOf(users.values());
  }

  /** A team; those of the real organisation that matter here exist from the start. */
  public synchronized Team team(String slug) {
    Team team = teams.get(slug);
    if (team == null) {
      throw new IllegalArgumentException(
          "There is no team \"%s\" here. There are: %s.".formatted(slug, teams.keySet()));
    }
    return team;
  }

  synchronized List<Team> teams() {
    return new ArrayList<>(teams.values());
  }

  synchronized List<User> members(Team team) {
    return team.members().entrySet().stream()
        .filter(one -> one.getValue().equals("active"))
        .map(one -> shown(one.getKey()))
        .toList();
  }

  /** An active member from now on. */
  public synchronized void join(String team, long id) {
    team(team).members().put(id, "active");
    events.membership("added", team(team), shown(id));
  }

  /** Invited, which is no membership yet. */
  public synchronized void invite(String team, long id) {
    team(team).members().put(id, "pending");
  }

  /** No member any more. */
  public synchronized void leave(String team, long id) {
    if (team(team).members().remove(id) != null) {
      events.membership("removed", team(team), shown(id));
    }
  }
}
