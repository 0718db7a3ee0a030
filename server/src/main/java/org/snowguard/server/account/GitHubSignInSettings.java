package org.snowguard.server.account;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Role;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How people sign in with GitHub, and what its teams may here.
 *
 * @param api where the API answers
 * @param web where browsers find GitHub
 * @param oauthClientId by which GitHub knows this server; null: nobody signs in with GitHub
 * @param oauthClientSecret what proves that it is us, for the environment
 * @param oauthClientSecretFile a file that holds it
 * @param organization whose teams count
 * @param securityTeams slugs of the teams whose members have the role security team
 * @param triagerTeams of those whose members are triagers
 * @param operatorTeams of those whose members are operators
 */
@ConfigurationProperties("snowguard.github")
public record GitHubSignInSettings(
    @DefaultValue("https://api.github.com") URI api,
    @DefaultValue("https://github.com") URI web,
    @Nullable String oauthClientId,
    @Nullable String oauthClientSecret,
    @Nullable Path oauthClientSecretFile,
    @DefaultValue("NixOS") String organization,
    @DefaultValue("security") List<String> securityTeams,
    @DefaultValue("nixpkgs-committers") List<String> triagerTeams,
    @DefaultValue({}) List<String> operatorTeams) {

  private static final Pattern SLUG = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}");

  public GitHubSignInSettings {
    requireSlug("organization", organization);
    securityTeams = slugs("security-teams", securityTeams);
    triagerTeams = slugs("triager-teams", triagerTeams);
    operatorTeams = slugs("operator-teams", operatorTeams);
  }

  /** Whether people may sign in with GitHub at all. */
  public boolean on() {
    return oauthClientId != null && !oauthClientId.isBlank();
  }

  /** Which team gives which role. */
  public List<TeamRole> teams() {
    List<TeamRole> given = new ArrayList<>();
    securityTeams.forEach(slug -> given.add(team(slug, Role.SECURITY_TEAM)));
    triagerTeams.forEach(slug -> given.add(team(slug, Role.TRIAGER)));
    operatorTeams.forEach(slug -> given.add(team(slug, Role.OPERATOR)));
    return given;
  }

  private TeamRole team(String slug, Role role) {
    return new TeamRole(organization, slug, role);
  }

  /** What proves to GitHub that it is us who ask; no error tells it. */
  public String secret() {
    if (oauthClientSecret != null && !oauthClientSecret.isBlank()) {
      return oauthClientSecret.strip();
    }
    try {
      if (oauthClientSecretFile != null) {
        return Files.readString(oauthClientSecretFile).strip();
      }
    } catch (IOException e) {
      throw missing("a file that cannot be read: " + oauthClientSecretFile);
    }
    throw missing("neither of them");
  }

  private static BadInput missing(String given) {
    return new BadInput(
        "reading the secret for signing in with GitHub",
        "snowguard.github.oauth-client-secret or .oauth-client-secret-file, given " + given,
        "give the client secret of the OAuth app beside its oauth-client-id.");
  }

  private static List<String> slugs(String setting, List<String> given) {
    List<String> slugs = given.stream().map(String::strip).filter(one -> !one.isEmpty()).toList();
    slugs.forEach(slug -> requireSlug(setting, slug));
    return slugs;
  }

  private static void requireSlug(String setting, String text) {
    if (!SLUG.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "snowguard.github.%s is \"%s\": give names as they stand in addresses on GitHub"
              .formatted(setting, text));
    }
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "the settings snowguard.github for signing in";
  }
}
