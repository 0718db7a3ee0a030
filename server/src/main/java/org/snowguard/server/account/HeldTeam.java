package org.snowguard.server.account;

/** An active membership, with the number by which GitHub's webhooks name the team. */
public record HeldTeam(long teamId, TeamRole team) {}
