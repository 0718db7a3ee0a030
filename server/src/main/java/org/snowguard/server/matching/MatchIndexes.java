package org.snowguard.server.matching;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.match.LearnedAlias;
import org.snowguard.core.match.LearnedAliases;
import org.snowguard.core.match.Matcher;
import org.snowguard.core.project.ProjectClustering;
import org.snowguard.core.project.ProjectGroup;
import org.snowguard.server.ingest.Fingerprints;
import org.snowguard.server.nixpkgs.Channel;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.nixpkgs.PackageIndex;
import org.snowguard.server.nixpkgs.Projects;

/** The life of the matcher's index: built when packages or lessons change, kept until they do. */
public final class MatchIndexes {

  private final Channels channels;
  private final PackageIndex packages;
  private final Projects projects;
  private final Aliases aliases;
  private volatile @Nullable MatchIndex current;

  MatchIndexes(Channels channels, PackageIndex packages, Projects projects, Aliases aliases) {
    this.channels = channels;
    this.packages = packages;
    this.projects = projects;
    this.aliases = aliases;
  }

  /** The index in use; empty until the first one is built. */
  public Optional<MatchIndex> current() {
    return Optional.ofNullable(current);
  }

  /** The index over what stands now, built anew if anything changed. */
  synchronized MatchIndex upToDate() {
    List<LearnedAlias> lessons = aliases.forMatching();
    String fingerprint = fingerprint(lessons);
    MatchIndex known = current;
    if (known != null && known.fingerprint().equals(fingerprint)) {
      return known;
    }
    MatchIndex built = build(lessons, fingerprint);
    current = built;
    return built;
  }

  private MatchIndex build(List<LearnedAlias> lessons, String fingerprint) {
    PackageIndex.Loaded loaded = packages.load();
    List<ProjectGroup> groups = ProjectClustering.cluster(loaded.packages());
    Map<String, Long> projectIds = projects.adopt(groups);
    Matcher matcher = Matcher.of(loaded.packages(), groups, new LearnedAliases(lessons));
    return new MatchIndex(matcher, loaded.channels(), loaded.factsIds(), projectIds, fingerprint);
  }

  /** Over everything that a match depends on besides the record. */
  private String fingerprint(List<LearnedAlias> lessons) {
    MessageDigest digest = Fingerprints.sha256();
    add(digest, "algorithm " + Matcher.ALGORITHM);
    for (Channel channel : channels.all()) {
      channels
          .current(channel)
          .ifPresent(
              snapshot ->
                  add(
                      digest,
                      channel.name()
                          + " "
                          + channel.status()
                          + " "
                          + snapshot.packagesFingerprint()
                          + " "
                          + snapshot.sourcesFingerprint()));
    }
    lessons.forEach(lesson -> add(digest, lesson.toString()));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, String line) {
    digest.update((line + "\n").getBytes(UTF_8));
  }
}
