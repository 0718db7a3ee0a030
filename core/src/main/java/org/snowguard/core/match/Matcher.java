package org.snowguard.core.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.project.ProjectGroup;
import org.snowguard.core.record.RecordState;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.core.verdict.Judgement;
import org.snowguard.core.verdict.PackageVerdict;
import org.snowguard.core.verdict.ReasonCode;
import org.snowguard.core.verdict.Verdict;

/**
 * Finds the projects that a record speaks of, weighs the evidence, and judges their packages. Thread-safe
 * and pure: the same record gets the same suggestions, whatever else is matched.
 */
public final class Matcher {
  /** Version of code and data files together; a new one re-matches everything. */
  public static final int ALGORITHM = 1;

  private final List<ChannelPackages> channels;
  private final List<Map<String, NixPackage>> packagesByChannel;
  private final CandidateIndex index;
  private final CuratedAliases aliases;
  private final LearnedAliases learned;
  private final ClaimReader claims;
  private final EvidenceRules rules;
  private final Weights weights;

  private Matcher(
      List<ChannelPackages> channels, List<ProjectGroup> projects, LearnedAliases learned, Tables tables) {
    this.channels = List.copyOf(channels);
    this.learned = learned;
    packagesByChannel = channels.stream().map(Matcher::byAttribute).toList();
    index = new CandidateIndex(profiles(projects));
    aliases = tables.aliases();
    weights = tables.weights();
    claims =
        new ClaimReader(
            tables.generic(),
            tables.corpus(),
            name -> index.named(name).length > 0 || aliases.inProse(name));
    rules = new EvidenceRules(weights, tables.corpus());
  }

  /** The data files that the algorithm stands on. */
  record Tables(Weights weights, CuratedAliases aliases, GenericWords generic, CorpusFacts corpus) {
    static Tables shipped() {
      return new Tables(
          Weights.shipped(), CuratedAliases.shipped(), GenericWords.shipped(), CorpusFacts.shipped());
    }
  }

  /** Indexes the packages of all channels, which {@code projects} group. */
  public static Matcher of(
      List<ChannelPackages> channels, List<ProjectGroup> projects, LearnedAliases learned) {
    return of(channels, projects, learned, Tables.shipped());
  }

  static Matcher of(
      List<ChannelPackages> channels, List<ProjectGroup> projects, LearnedAliases learned, Tables tables) {
    return new Matcher(channels, projects, learned, tables);
  }

  /** Suggestions for one record, of every tier, the most probable first, then by project. */
  public List<Suggestion> match(VulnerabilityRecord record) {
    if (record.state() == RecordState.REJECTED) {
      return List.of();
    }
    List<Suggestion> suggestions = new ArrayList<>();
    for (Candidate candidate : candidates(record)) {
      double probability = Math.round(10_000 * probability(candidate)) / 10_000.0;
      Tier.of(probability).ifPresent(tier -> suggestions.add(suggest(record, candidate, probability, tier)));
    }
    suggestions.sort(
        Comparator.comparingDouble(Suggestion::probability).reversed().thenComparing(Suggestion::project));
    return List.copyOf(suggestions);
  }

  /** Every project that some key of the record leads to, also those that nothing else speaks for. */
  public List<WeighedProject> weigh(VulnerabilityRecord record) {
    return candidates(record).stream()
        .map(one -> new WeighedProject(one.profile().group(), probability(one), one.evidence()))
        .toList();
  }

  private static double probability(Candidate candidate) {
    return 1 / (1 + Math.exp(-candidate.logit()));
  }

  private List<Candidate> candidates(VulnerabilityRecord record) {
    RecordClaims read = claims.read(record);
    Map<Integer, Candidate> candidates = new TreeMap<>();
    String description = record.description().toLowerCase(Locale.ROOT);
    for (Mention mention : read.mentions()) {
      candidatesAt(candidates, index.named(mention.key()));
    }
    read.stated().keySet().forEach(key -> candidatesAt(candidates, index.from(key)));
    read.implied().keySet().forEach(key -> candidatesAt(candidates, index.from(key)));
    read.referenced().keySet().forEach(key -> candidatesAt(candidates, index.from(key)));
    read.cpes().keySet().forEach(cpe -> candidatesAt(candidates, index.asserting(cpe)));
    read.ids().forEach(id -> candidatesAt(candidates, index.namingFlaw(id)));
    Map<Integer, List<Evidence>> lessons = lessons(read, description);
    lessons.keySet().forEach(project -> candidatesAt(candidates, new int[] {project}));
    candidates.forEach(
        (project, candidate) -> {
          rules.weigh(candidate, read);
          lessons.getOrDefault(project, List.of()).forEach(candidate::add);
        });
    List<Candidate> all = List.copyOf(candidates.values());
    new Rivals(weights).weigh(all);
    return all;
  }

  private void candidatesAt(Map<Integer, Candidate> candidates, int[] projects) {
    for (int project : projects) {
      candidates.computeIfAbsent(project, p -> new Candidate(index.profile(p)));
    }
  }

  /** What aliases, curated and learned, say of this record. */
  private Map<Integer, List<Evidence>> lessons(RecordClaims read, String description) {
    Map<Integer, List<Evidence>> lessons = new HashMap<>();
    for (Mention mention : read.mentions()) {
      for (CuratedAliases.Alias alias : aliases.of(mention, description)) {
        for (int project : index.named(alias.project())) {
          ProjectProfile profile = index.profile(project);
          boolean own = profile.names().get(alias.project()) == ProjectProfile.NameKind.OWN;
          if ((own && profile.isGeneral()) || profile.squashedKey().equals(alias.project())) {
            teach(lessons, project, evidence("alias", mention.text() + ": " + alias.reason(), mention));
          }
        }
      }
      if (mention.source().isProse()) {
        continue;
      }
      for (LearnedAlias lesson : learned.about(mention.vendor(), mention.text())) {
        for (int project : index.withKey(lesson.project())) {
          String kind = lesson.kind() == LearnedAlias.Kind.ALIAS ? "learned_alias" : "learned_anti_alias";
          teach(lessons, project, evidence(kind, lesson.people() + " people: " + mention.text(), mention));
        }
      }
    }
    return lessons;
  }

  private static void teach(Map<Integer, List<Evidence>> lessons, int project, Evidence lesson) {
    List<Evidence> known = lessons.computeIfAbsent(project, p -> new ArrayList<>(1));
    if (known.stream().noneMatch(one -> one.kind().equals(lesson.kind()))) {
      known.add(lesson);
    }
  }

  private Evidence evidence(String kind, String value, Mention mention) {
    return new Evidence(kind, value, mention.pointer(), weights.of(kind));
  }

  private Suggestion suggest(
      VulnerabilityRecord record, Candidate candidate, double probability, Tier tier) {
    ProjectGroup group = candidate.profile().group();
    return new Suggestion(
        record.id(), record.cve(), record.aliases(), group.key(), group.variantOf(), group.attributes(),
        probability, tier,
        sorted(candidate, one -> one.weight() > 0, Comparator.comparingDouble(Evidence::weight).reversed()),
        sorted(candidate, one -> one.weight() < 0, Comparator.comparingDouble(Evidence::weight)),
        ALGORITHM, verdicts(record, group));
  }

  private static List<Evidence> sorted(
      Candidate candidate, java.util.function.Predicate<Evidence> side, Comparator<Evidence> byWeight) {
    return candidate.evidence().stream()
        .filter(side)
        .sorted(byWeight.thenComparing(Evidence::kind).thenComparing(Evidence::value)
            .thenComparing(Evidence::pointer))
        .toList();
  }

  private List<PackageVerdict> verdicts(VulnerabilityRecord record, ProjectGroup group) {
    List<PackageVerdict> verdicts = new ArrayList<>();
    for (int channel = 0; channel < channels.size(); channel++) {
      for (String attribute : group.attributes()) {
        NixPackage found = packagesByChannel.get(channel).get(attribute);
        if (found != null) {
          verdicts.add(verdict(record, channels.get(channel).channel(), found));
        }
      }
    }
    return verdicts;
  }

  private static PackageVerdict verdict(VulnerabilityRecord record, String channel, NixPackage found) {
    Judgement judgement =
        new Judgement(Verdict.UNKNOWN, ReasonCode.NO_VERSIONS, "versions of " + record.id() + " not read", "");
    return new PackageVerdict(
        channel, found.attribute(), found.version(), judgement, found.sources() != null);
  }

  private static Map<String, NixPackage> byAttribute(ChannelPackages channel) {
    Map<String, NixPackage> byAttribute = HashMap.newHashMap(channel.packages().size());
    channel.packages().forEach(one -> byAttribute.put(one.attribute(), one));
    return byAttribute;
  }

  private List<ProjectProfile> profiles(List<ProjectGroup> projects) {
    List<ProjectProfile> profiles = new ArrayList<>(projects.size());
    for (ProjectGroup group : projects) {
      List<NixPackage> packages = new ArrayList<>(group.attributes().size());
      for (Map<String, NixPackage> byAttribute : packagesByChannel) {
        for (String attribute : group.attributes()) {
          NixPackage found = byAttribute.get(attribute);
          if (found != null) {
            packages.add(found);
          }
        }
      }
      profiles.add(ProjectProfile.of(group, packages));
    }
    return profiles;
  }
}
