package org.snowguard.server.issue.publish;

import java.util.List;
import org.snowguard.core.publish.PublicId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How issues are published.
 *
 * @param prefix of public ids; changing it begins a series of its own
 * @param labels of a new GitHub issue
 */
@ConfigurationProperties("snowguard.publication")
public record PublicationSettings(
    @DefaultValue("NIXPKGS") String prefix,
    @DefaultValue("1.severity: security") List<String> labels) {

  public PublicationSettings {
    labels = List.copyOf(labels);
    if (!PublicId.isPrefix(prefix)) {
      throw new IllegalArgumentException(
          "snowguard.publication.prefix is \"%s\": give 2 to 20 capital letters and digits, such as"
                  .formatted(prefix)
              + " NIXPKGS");
    }
  }
}
