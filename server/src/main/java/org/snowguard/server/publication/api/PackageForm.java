package org.snowguard.server.publication.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.statement.NixPurl;
import org.snowguard.server.nixpkgs.Channel;
import org.snowguard.server.nixpkgs.PackageSpan;
import org.snowguard.server.nixpkgs.Project;
import org.snowguard.server.nixpkgs.Snapshot;
import org.snowguard.server.publication.PublicStatus;

/**
 * A package as programs read it.
 *
 * @param project slug, or null when it stands in no channel any more
 * @param channels where it stands now
 * @param status how it stands towards public issues
 */
public record PackageForm(
    String attribute,
    String purl,
    @Nullable String project,
    List<InChannel> channels,
    List<PublicStatus> status) {

  /** A package in a channel. */
  public record InChannel(
      String channel, boolean supported, String name, @Nullable String version, String purl) {

    static InChannel of(PackageSpan span) {
      return new InChannel(
          span.channel(),
          span.supported(),
          span.name(),
          span.version(),
          NixPurl.of(span.attribute(), span.version(), span.channel()));
    }
  }

  /**
   * Upstream software with the packages built from it.
   *
   * @param variantOf slug of the project whose source it rebuilds, or null
   */
  public record ProjectForm(
      String slug, @Nullable String variantOf, List<String> because, List<String> attributes) {

    static ProjectForm of(Project project) {
      return new ProjectForm(
          project.slug(), project.variantOf(), project.because(), project.attributes());
    }
  }

  /**
   * A channel.
   *
   * @param revision where its packages were read, or null before the first time
   */
  public record ChannelForm(
      String name,
      String branch,
      String status,
      boolean supported,
      @Nullable LocalDate endOfLifeOn,
      @Nullable String revision,
      @Nullable Instant takenAt,
      @Nullable Instant importedAt,
      @Nullable Integer packages,
      @Nullable Boolean patchesKnown) {

    static ChannelForm of(Channel channel, @Nullable Snapshot snapshot) {
      return new ChannelForm(
          channel.name(),
          channel.branch(),
          channel.status(),
          channel.supported(),
          channel.endOfLifeOn(),
          snapshot == null ? null : snapshot.revision(),
          snapshot == null ? null : snapshot.takenAt(),
          snapshot == null ? null : snapshot.importedAt(),
          snapshot == null ? null : snapshot.packages(),
          snapshot == null ? null : snapshot.patchesKnown());
    }
  }
}
