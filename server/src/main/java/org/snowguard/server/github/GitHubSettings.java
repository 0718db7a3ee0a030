package org.snowguard.server.github;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.BadInput;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this server stands to GitHub. Each secret is given itself, which is for the environment, or
 * by a file that holds it.
 *
 * @param api where the API answers
 * @param web where people, and their browsers signing in, find GitHub
 * @param repository {@code owner/name}; null: GitHub is neither read nor written
 * @param publish what becomes of what is to leave
 * @param appId number or client id of the GitHub App that we are, or null
 * @param privateKey the App's key, PEM
 * @param webhookSecret by which GitHub signs its webhooks
 * @param securityLabel marks GitHub issues about security
 */
@ConfigurationProperties("snowguard.github")
public record GitHubSettings(
    @DefaultValue("https://api.github.com") URI api,
    @DefaultValue("https://github.com") URI web,
    @Nullable String repository,
    @DefaultValue("dry-run") PublishMode publish,
    @Nullable String appId,
    @Nullable String privateKey,
    @Nullable Path privateKeyFile,
    @Nullable String webhookSecret,
    @Nullable Path webhookSecretFile,
    @DefaultValue("1.severity: security") String securityLabel) {

  private static final Pattern REPOSITORY =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}");

  public GitHubSettings {
    if (repository != null && repository.isBlank()) {
      repository = null;
    }
    if (repository != null && !REPOSITORY.matcher(repository).matches()) {
      throw new IllegalArgumentException(
          "snowguard.github.repository is \"%s\": give owner/name, such as NixOS/nixpkgs"
              .formatted(repository));
    }
    boolean hasApp = appId != null && (privateKey != null || privateKeyFile != null);
    if (repository != null && publish.isLive() && !hasApp) {
      throw new IllegalArgumentException(
          "snowguard.github.publish is %s: writing needs snowguard.github.app-id and .private-key-file"
              .formatted(publish.word()));
    }
  }

  /** What really holds: without a repository nothing can leave. */
  public PublishMode effectiveMode() {
    return repository == null ? PublishMode.DRY_RUN : publish;
  }

  /** The repository, where there must be one. */
  String requireRepository() {
    if (repository == null) {
      throw new IllegalStateException("asked for the repository where none is set");
    }
    return repository;
  }

  /** The organisation or person whose repository it is, or null without one. */
  public @Nullable String owner() {
    return repository == null ? null : repository.substring(0, repository.indexOf('/'));
  }

  /** The App's key, or null. */
  @Nullable String keyOfApp() {
    return secret("private-key", privateKey, privateKeyFile);
  }

  /** By which webhooks are signed, or null: then none is taken. */
  @Nullable String secretOfWebhooks() {
    return secret("webhook-secret", webhookSecret, webhookSecretFile);
  }

  /** No error tells what a secret is. */
  private static @Nullable String secret(String name, @Nullable String given, @Nullable Path file) {
    if (given != null && !given.isBlank()) {
      return given.strip();
    }
    if (file == null) {
      return null;
    }
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new BadInput(
          "reading a secret for GitHub",
          "snowguard.github.%s-file=%s".formatted(name, file),
          "give a file that exists and that this process may read.");
    }
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "the settings snowguard.github";
  }
}
