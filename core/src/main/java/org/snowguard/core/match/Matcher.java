package org.snowguard.core.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.project.ProjectGroup;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.RecordState;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.core.verdict.Judgement;
import org.snowguard.core.verdict.PackageVerdict;
import org.snowguard.core.verdict.ProjectVersions;
import org.snowguard.core.verdict.VerdictRules;

/**
 * Finds the projects that a record speaks of, weighs the evidence, and judges their packages.
 * Thread-safe and pure: the same record gets the same suggestions, whatever else is matched.
 */
public final class Matcher {
  /** Version of code and data files together; a new one re-matches everything. */
  public static final int ALGORITHM = 2;

  /** Over no packages, from which every other one begins. */
  public static final Matcher NONE =
      of(List.of(), List.of(), LearnedAliases.NONE, MatchTables.shipped());

  private final List<String> channels;

  /** By key, in the order given. */
  private final Map<String, IndexedProject> projects;

  private final CandidateIndex index;
  private final LearnedAliases learned;
  private final MatchTables tables;
  private final KnownNames known;
  private final ClaimReader claims;
  private final CandidateFinder finder;
  private final EntryLinks links;

  private Matcher(
      List<String> channels,
      Map<String, IndexedProject> projects,
      CandidateIndex index,
      KnownNames known,
      LearnedAliases learned,
      MatchTables tables) {
    this.channels = channels;
    this.projects = projects;
    this.index = index;
    this.known = known;
    this.learned = learned;
    this.tables = tables;
    finder = new CandidateFinder(index, tables, learned);
    links = new EntryLinks(tables.generic());
    claims = new ClaimReader(tables, known);
  }

  private static Matcher of(
      List<String> channels,
      List<IndexedProject> projects,
      LearnedAliases learned,
      MatchTables tables) {
    CandidateIndex index =
        new CandidateIndex(projects.stream().map(IndexedProject::profile).toList());
    Map<String, IndexedProject> byKey = LinkedHashMap.newLinkedHashMap(projects.size());
    projects.forEach(project -> byKey.put(project.group().key(), project));
    return new Matcher(
        channels, byKey, index, new KnownNames(index, tables.aliases()), learned, tables);
  }

  /** Indexes the packages of all channels, which {@code projects} group. */
  public static Matcher of(
      List<ChannelPackages> channels, List<ProjectGroup> projects, LearnedAliases learned) {
    return NONE.over(channels, projects).with(learned);
  }

  /**
   * The same lessons and data files over other packages. Equal to one that is made from nothing,
   * but a project of the same group and builds, the same objects, is not read again.
   */
  public Matcher over(List<ChannelPackages> others, List<ProjectGroup> groups) {
    List<String> names = others.stream().map(ChannelPackages::channel).toList();
    Map<String, IndexedProject> read = names.equals(channels) ? projects : Map.of();
    List<Map<String, NixPackage>> packages =
        others.parallelStream().map(Matcher::byAttribute).toList();
    List<IndexedProject> indexed =
        groups.parallelStream()
            .map(
                group -> {
                  ProjectBuilds builds = builds(group, names, packages);
                  IndexedProject before = read.get(group.key());
                  return before != null && before.isOf(group, builds)
                      ? before
                      : IndexedProject.of(group, builds, tables.nameWords());
                })
            .toList();
    return of(names, indexed, learned, tables);
  }

  /** The same packages with other lessons; quick, the index is not built again. */
  public Matcher with(LearnedAliases lessons) {
    return new Matcher(channels, projects, index, known, lessons, tables);
  }

  /** The same packages, matched on other data files. */
  public Matcher with(MatchTables other) {
    if (other.nameWords().equals(tables.nameWords())) {
      KnownNames names = new KnownNames(index, other.aliases());
      return new Matcher(channels, projects, index, names, learned, other);
    }
    List<IndexedProject> read =
        projects.values().parallelStream()
            .map(one -> IndexedProject.of(one.group(), one.builds(), other.nameWords()))
            .toList();
    return of(channels, read, learned, other);
  }

  /** What {@link #match} says, and by which keys it came to that. */
  public TracedMatch trace(VulnerabilityRecord record) {
    LookupKeys.Builder lookups = new LookupKeys.Builder();
    return new TracedMatch(noting(lookups).match(record), lookups.build());
  }

  /** The same, which notes all that it looks up. */
  Matcher noting(LookupKeys.Builder lookups) {
    CandidateIndex noting = index.noting(lookups);
    return new Matcher(channels, projects, noting, known.in(noting), learned, tables);
  }

  /**
   * All that matches can depend on besides the record and the algorithm: the projects in the order
   * of their keys, then what was taught. Two indexes of which only some parts differ give different
   * matches only for records that look up a key of those.
   */
  public List<IndexPart> parts() {
    IndexParts parts = new IndexParts(channels);
    List<IndexPart> all =
        new ArrayList<>(
            projects.values().parallelStream().flatMap(one -> one.parts(parts).stream()).toList());
    all.addAll(learned.parts());
    return List.copyOf(all);
  }

  /** Suggestions for one record, of every tier, the most probable first, then by project. */
  public List<Suggestion> match(VulnerabilityRecord record) {
    if (record.state() == RecordState.REJECTED) {
      return List.of();
    }
    List<Suggestion> suggestions = new ArrayList<>();
    RecordClaims read = claims.read(record);
    for (Candidate candidate : finder.find(record, read)) {
      double probability = rounded(probability(candidate));
      Tier.of(probability)
          .ifPresent(tier -> suggestions.add(suggest(record, read, candidate, probability, tier)));
    }
    suggestions.sort(
        Comparator.comparingDouble(Suggestion::probability)
            .reversed()
            .thenComparing(Suggestion::project));
    return List.copyOf(suggestions);
  }

  /**
   * Every project that some key of the record leads to, also those that nothing else speaks for.
   */
  public List<WeighedProject> weigh(VulnerabilityRecord record) {
    return finder.find(record, claims.read(record)).stream()
        .map(one -> new WeighedProject(one.profile().group(), probability(one), one.evidence()))
        .toList();
  }

  /** Whether a project of this key was given. */
  boolean knows(String project) {
    return index.withKey(project).length > 0;
  }

  /**
   * Judges a package of a project that the record is known to speak of, however probable that is.
   */
  Judgement judge(VulnerabilityRecord record, String project, NixPackage pkg) {
    RecordClaims read = claims.read(record);
    Candidate candidate =
        finder.find(record, read).stream()
            .filter(one -> one.profile().group().key().equals(project))
            .findFirst()
            .orElseGet(() -> new Candidate(index.profile(index.withKey(project)[0])));
    List<AffectedEntry> linked = links.of(record, read, candidate);
    List<AffectedEntry> decisive =
        linked.isEmpty() ? EntryLinks.namedAlike(record, candidate.profile(), pkg) : linked;
    return VerdictRules.of(record, decisive).judge(pkg, builds(project).versions());
  }

  /**
   * Verdicts for all packages of a project that people linked to the record. Where the record names
   * it nowhere but speaks of one product alone, that product is what they meant.
   */
  public List<PackageVerdict> judgeLinked(VulnerabilityRecord record, String project) {
    int[] known = index.withKey(project);
    if (known.length == 0) {
      return List.of();
    }
    List<AffectedEntry> decisive = meantByPeople(record, claims.read(record), known[0]);
    return builds(project).verdicts(VerdictRules.of(record, decisive));
  }

  private List<AffectedEntry> meantByPeople(
      VulnerabilityRecord record, RecordClaims read, int project) {
    List<AffectedEntry> named = links.of(record, read, new Candidate(index.profile(project)));
    long products = read.identities().stream().distinct().count();
    return named.isEmpty() && products == 1 ? record.affected() : named;
  }

  /**
   * Judges builds that a project once had as {@link #match} judges those that it has; where that
   * does not link it to the record, people have. In the order given.
   *
   * @param project that some package given is of
   */
  public List<Judgement> judgeEarlier(
      VulnerabilityRecord record, String project, List<NixPackage> earlier) {
    RecordClaims read = claims.read(record);
    List<AffectedEntry> decisive =
        finder.find(record, read).stream()
            .filter(one -> one.profile().group().key().equals(project))
            .filter(one -> Tier.of(rounded(probability(one))).isPresent())
            .findFirst()
            .map(one -> links.of(record, read, one))
            .orElseGet(() -> meantByPeople(record, read, index.withKey(project)[0]));
    VerdictRules rules = VerdictRules.of(record, decisive);
    ProjectVersions versions =
        ProjectVersions.of(
            Stream.concat(builds(project).packages().stream(), earlier.stream())
                .map(NixPackage::version)
                .filter(Objects::nonNull)
                .toList());
    return earlier.stream().map(one -> rules.judge(one, versions)).toList();
  }

  private static double probability(Candidate candidate) {
    return 1 / (1 + StrictMath.exp(-candidate.logit()));
  }

  private static double rounded(double probability) {
    return Math.round(10_000 * probability) / 10_000.0;
  }

  private Suggestion suggest(
      VulnerabilityRecord record,
      RecordClaims read,
      Candidate candidate,
      double probability,
      Tier tier) {
    ProjectGroup group = candidate.profile().group();
    List<AffectedEntry> linked = links.of(record, read, candidate);
    return new Suggestion(
        record.id(),
        record.cve(),
        record.aliases(),
        group.key(),
        group.variantOf(),
        group.attributes(),
        probability,
        tier,
        sorted(
            candidate,
            one -> one.weight() > 0,
            Comparator.comparingDouble(Evidence::weight).reversed()),
        sorted(candidate, one -> one.weight() < 0, Comparator.comparingDouble(Evidence::weight)),
        ALGORITHM,
        builds(group.key()).verdicts(VerdictRules.of(record, linked)));
  }

  private static List<Evidence> sorted(
      Candidate candidate,
      java.util.function.Predicate<Evidence> side,
      Comparator<Evidence> byWeight) {
    return candidate.evidence().stream()
        .filter(side)
        .sorted(
            byWeight
                .thenComparing(Evidence::kind)
                .thenComparing(Evidence::value)
                .thenComparing(Evidence::pointer))
        .toList();
  }

  private static Map<String, NixPackage> byAttribute(ChannelPackages channel) {
    Map<String, NixPackage> byAttribute = HashMap.newHashMap(channel.packages().size());
    channel.packages().forEach(one -> byAttribute.put(one.attribute(), one));
    return byAttribute;
  }

  /** The only way to a project's packages: whoever looks at them depends on them. */
  private ProjectBuilds builds(String project) {
    index.noteBuilds(project);
    return Objects.requireNonNull(projects.get(project), "every project has builds").builds();
  }

  /** By channel, then attribute. */
  private static ProjectBuilds builds(
      ProjectGroup project, List<String> channels, List<Map<String, NixPackage>> packages) {
    List<ProjectBuilds.Build> own = new ArrayList<>(project.attributes().size());
    for (int channel = 0; channel < channels.size(); channel++) {
      for (String attribute : project.attributes()) {
        NixPackage found = packages.get(channel).get(attribute);
        if (found != null) {
          own.add(new ProjectBuilds.Build(channels.get(channel), found));
        }
      }
    }
    return new ProjectBuilds(own);
  }
}
