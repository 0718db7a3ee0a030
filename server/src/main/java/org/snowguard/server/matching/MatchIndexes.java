package org.snowguard.server.matching;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.match.IndexPart;
import org.snowguard.core.match.LearnedAlias;
import org.snowguard.core.match.LearnedAliases;
import org.snowguard.core.match.Matcher;
import org.snowguard.core.project.Clustering;
import org.snowguard.core.project.ProjectGroup;
import org.snowguard.server.ingest.Fingerprints;
import org.snowguard.server.nixpkgs.Channel;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.nixpkgs.PackageIndex;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.web.Transactions;

/**
 * The life of the matcher's index: read anew where packages change, given other lessons when those
 * do, kept until then.
 */
public final class MatchIndexes {

  private final Channels channels;
  private final Supplier<PackageIndex.Loaded> packages;
  private final Projects projects;
  private final Aliases aliases;
  private final MatchingStore stages;
  private final Transactions transactions;
  private final String algorithm;
  private volatile @Nullable Taught current;

  MatchIndexes(
      Channels channels,
      Supplier<PackageIndex.Loaded> packages,
      Projects projects,
      Aliases aliases,
      MatchingStore stages,
      Transactions transactions,
      String algorithm) {
    this.channels = channels;
    this.packages = packages;
    this.projects = projects;
    this.aliases = aliases;
    this.stages = stages;
    this.transactions = transactions;
    this.algorithm = algorithm;
  }

  /** The index over the packages alone, which lessons do not change. */
  private record Untaught(
      String fingerprint,
      PackageIndex.Loaded loaded,
      Clustering clustering,
      Map<String, Long> projectIds,
      Matcher matcher,
      List<IndexPart> parts) {}

  private record Taught(Untaught base, List<LearnedAlias> lessons, MatchIndex index) {}

  /** The index in use; empty until the first one is built. */
  public Optional<MatchIndex> current() {
    return Optional.ofNullable(current).map(Taught::index);
  }

  /** Of this program. */
  String algorithm() {
    return algorithm;
  }

  /** The index over what stands now, with no more built anew than has changed. */
  synchronized MatchIndex upToDate() {
    String fingerprint = fingerprint();
    Taught known = current;
    boolean samePackages = known != null && known.base().fingerprint().equals(fingerprint);
    Untaught base = known != null && samePackages ? known.base() : build(known);
    // After the projects have the names that lessons speak of.
    List<LearnedAlias> lessons = aliases.forMatching();
    if (known != null && samePackages && known.lessons().equals(lessons)) {
      return known.index();
    }
    Taught taught = new Taught(base, lessons, teach(base, lessons));
    current = taught;
    return taught.index();
  }

  /** Begins again where packages have changed meanwhile: projects never go back to older ones. */
  private Untaught build(@Nullable Taught before) {
    Clustering clustering = before == null ? Clustering.NONE : before.base().clustering();
    while (true) {
      String fingerprint = fingerprint();
      PackageIndex.Loaded loaded = packages.get();
      clustering = clustering.over(loaded.packages());
      Optional<Map<String, Long>> projectIds = adopt(fingerprint, clustering.groups());
      if (projectIds.isPresent()) {
        Matcher matcher = before == null ? Matcher.NONE : before.base().matcher();
        return untaught(fingerprint, loaded, clustering, projectIds.get(), matcher);
      }
    }
  }

  /** The numbers of the projects; empty if they are not of the packages that stand now. */
  private Optional<Map<String, Long>> adopt(String fingerprint, List<ProjectGroup> groups) {
    return transactions.call(
        () -> {
          // One node at a time: whoever has newer packages comes after this, and wins.
          stages.lock(MatchingStage.STAGE);
          return fingerprint().equals(fingerprint)
              ? Optional.of(projects.adopt(groups))
              : Optional.empty();
        });
  }

  private static Untaught untaught(
      String fingerprint,
      PackageIndex.Loaded loaded,
      Clustering clustering,
      Map<String, Long> projectIds,
      Matcher before) {
    List<ProjectGroup> groups = clustering.groups();
    Matcher matcher = before.over(loaded.packages(), groups);
    List<IndexPart> parts = Parts.of(matcher.parts(), groups, projectIds, loaded);
    return new Untaught(fingerprint, loaded, clustering, projectIds, matcher, parts);
  }

  private MatchIndex teach(Untaught base, List<LearnedAlias> lessons) {
    LearnedAliases learned = new LearnedAliases(lessons);
    List<IndexPart> parts = new ArrayList<>(base.parts());
    parts.addAll(learned.parts());
    return new MatchIndex(
        base.matcher().with(learned),
        base.loaded().channels(),
        base.loaded().factsIds(),
        base.projectIds(),
        parts,
        algorithm);
  }

  /** Whether packages have to be read again. */
  private String fingerprint() {
    MessageDigest digest = Fingerprints.sha256();
    for (Channel channel : channels.all()) {
      channels
          .current(channel)
          .ifPresent(
              snapshot ->
                  add(
                      digest,
                      channel.name()
                          + " "
                          + channel.supported()
                          + " "
                          + snapshot.packagesFingerprint()
                          + " "
                          + snapshot.sourcesFingerprint()));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, String line) {
    digest.update((line + "\n").getBytes(UTF_8));
  }
}
