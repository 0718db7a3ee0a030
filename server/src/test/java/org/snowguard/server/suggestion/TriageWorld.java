package org.snowguard.server.suggestion;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.issue.Urgency;
import org.snowguard.core.match.Evidence;
import org.snowguard.core.match.LearnedAliases;
import org.snowguard.core.match.Matcher;
import org.snowguard.core.match.Suggestion;
import org.snowguard.core.match.Tier;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.project.ProjectGroup;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.core.verdict.Judgement;
import org.snowguard.core.verdict.PackageVerdict;
import org.snowguard.core.verdict.ReasonCode;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestClock;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.activity.Event;
import org.snowguard.server.activity.EventFilter;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.ingest.ChangeStreams;
import org.snowguard.server.ingest.ImportRuns;
import org.snowguard.server.ingest.IncomingRecord;
import org.snowguard.server.issue.IssueDrafts;
import org.snowguard.server.issue.IssueListener;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.issue.content.IssueContents;
import org.snowguard.server.issue.content.KeptStatuses;
import org.snowguard.server.matching.Aliases;
import org.snowguard.server.matching.MatchIndex;
import org.snowguard.server.matching.MatchedRecord;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.nixpkgs.PackageIndex;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.nixpkgs.SnapshotOrigin;
import org.snowguard.server.vulnerability.Records;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.web.Role;
import org.snowguard.server.web.Transactions;
import tools.jackson.databind.json.JsonMapper;

/** A small world of channels, records and people, with everything that triage stands on. */
public final class TriageWorld {

  public static final String UNSTABLE = "nixos-unstable";
  public static final String OLD = "nixos-18.03";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public final TestClock clock = TestClock.at("2026-11-20T12:00:00Z");
  public final Jdbi jdbi;
  public final Transactions transactions;
  public final EventLog events;
  public final Accounts accounts;
  public final Vulnerabilities vulnerabilities;
  public final Channels channels;
  public final PackageIndex packages;
  public final Projects projects;
  public final Aliases aliases;
  public final ImportRuns runs;
  public final List<IssueListener> issueListeners = new ArrayList<>();
  public final Issues issues;
  public final Drafts drafts;
  public final Triage triage;
  public final Undo undo;
  public final HandLinks links;
  public final Proposals proposals;
  public final Refutations refutations;
  public final Queue queue;
  public final Bulk bulk;
  public final ReturnDue returnDue;
  public final RuleTriage byRule;
  public final SuggestionExport export;
  public final EarlierVersions earlier;
  public final long alice;
  public final long bob;

  /** How often matching was asked for because decisions took their lessons along. */
  public final AtomicInteger lessonsChanged = new AtomicInteger();

  private final HandLinkJudge judge;
  private SuggestionIntake intake;
  private final Map<String, ChannelPackages> shipped = new LinkedHashMap<>();
  private @Nullable MatchIndex index;
  private final Map<String, String> texts = new LinkedHashMap<>();

  public TriageWorld(TestDatabase database) {
    this(emptied(database), database);
  }

  /** In a new database, whose background work is on already: emptying it would get in its way. */
  public static TriageWorld inNew(TestDatabase database) {
    return new TriageWorld(database.jdbi(), database);
  }

  private static Jdbi emptied(TestDatabase database) {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    truncate vulnerability, refutation, project, channel, package_facts, package_metadata, event, issue,
                      first_import, import_run, account cascade
                    """));
    return database.jdbi();
  }

  private TriageWorld(Jdbi jdbi, TestDatabase database) {
    this.jdbi = jdbi;
    transactions = database.transactions();
    events = new EventLog(jdbi, clock);
    accounts = Accounts.in(jdbi, transactions, clock);
    vulnerabilities = new Vulnerabilities(jdbi, new ChangeStreams(jdbi), transactions, clock);
    channels = new Channels(jdbi, events, transactions, clock);
    packages = new PackageIndex(jdbi, transactions);
    projects = new Projects(jdbi, events, transactions, clock);
    aliases = new Aliases(jdbi, events, transactions, () -> {}, clock);
    runs = new ImportRuns(jdbi, transactions, clock);
    issues =
        new Issues(
            jdbi,
            vulnerabilities,
            new IssueContents(
                jdbi, vulnerabilities, KeptStatuses.NONE, Urgency.DEFAULT, transactions, clock),
            events,
            () -> issueListeners,
            transactions,
            clock);
    drafts = new IssueDrafts(jdbi, issues, events, clock);
    OverlayText text = new OverlayText(JSON);
    OverlayStore overlays = new OverlayStore(jdbi, text);
    Claims claims = new Claims(overlays, events, accounts, clock);
    DecisionFactsReader facts =
        new DecisionFactsReader(vulnerabilities, new PackageFactStore(jdbi));
    returnDue = new ReturnDue(overlays, events, transactions, clock);
    triage =
        new Triage(
            overlays,
            claims,
            facts,
            new Lessons(aliases, facts),
            new ProposalStore(jdbi),
            new RefutationStore(jdbi),
            drafts,
            vulnerabilities,
            text,
            events,
            transactions,
            clock);
    byRule = new RuleTriage(overlays, facts, drafts, triage, text, events, transactions, clock);
    undo = new Undo(triage, claims, drafts, text, events, transactions);
    judge =
        new HandLinkJudge(
            new HandLinkStore(jdbi),
            overlays,
            facts,
            vulnerabilities,
            projects,
            () -> Optional.ofNullable(index),
            events,
            transactions,
            clock);
    links =
        new HandLinks(
            new HandLinkStore(jdbi),
            overlays,
            claims,
            triage,
            judge,
            vulnerabilities,
            projects,
            packages,
            transactions,
            clock);
    ProposalStore proposalStore = new ProposalStore(jdbi);
    proposals =
        new Proposals(proposalStore, claims, triage, links, projects, events, transactions, clock);
    Cards cards =
        new Cards(
            new CardStore(jdbi),
            proposalStore,
            new RefutationStore(jdbi),
            vulnerabilities,
            accounts,
            JSON,
            clock);
    refutations =
        new Refutations(new RefutationStore(jdbi), claims, triage, events, transactions, clock);
    queue =
        new Queue(new QueueStore(jdbi), cards, new SuggestionChanges(jdbi), transactions, clock);
    bulk = new Bulk(triage, undo, queue);
    export = new SuggestionExport(new ExportStore(jdbi), JSON, transactions);
    earlier =
        new EarlierVersions(
            new EarlierStore(jdbi),
            vulnerabilities,
            packages,
            () -> Optional.ofNullable(index),
            transactions);
    alice = accounts.add("alice", java.util.Set.of(Role.TRIAGER)).number();
    bob = accounts.add("bob", java.util.Set.of(Role.TRIAGER)).number();
    intake = intake(new TriageSettings("never"));
  }

  private SuggestionIntake intake(TriageSettings settings) {
    return new SuggestionIntake(
        new IntakeStore(jdbi, JSON),
        new OverlayStore(jdbi, new OverlayText(JSON)),
        vulnerabilities,
        new FirstImport(new FirstImportStore(jdbi), settings, runs, vulnerabilities, clock),
        new AlgorithmComparison(new DifferenceStore(jdbi)),
        new DecisionsFollow(
            new DecisionMoveStore(jdbi),
            new OverlayStore(jdbi, new OverlayText(JSON)),
            new DecisionFactsReader(vulnerabilities, new PackageFactStore(jdbi)),
            drafts,
            events,
            transactions,
            lessonsChanged::incrementAndGet,
            clock),
        judge,
        returnDue,
        drafts,
        events,
        transactions,
        clock);
  }

  /** Uses another boundary; before the first suggestion. */
  public void backlogBefore(@Nullable String day) {
    intake = intake(new TriageSettings(day));
  }

  /**
   * Ships packages in a channel: {@code zlib 1.3}; each attribute is a project of its own unless
   * grouped.
   */
  public void ship(String channel, NixPackage... found) {
    ChannelPackages packages = new ChannelPackages(channel, List.of(found));
    String print = packages.packages().toString();
    channels.store(
        channels.register(channel), new SnapshotOrigin(null, null, print, null), packages);
    shipped.put(channel, packages);
    index = null;
  }

  private final Map<String, List<String>> groups = new LinkedHashMap<>();

  /** The project zlib of two packages, and curl, in the unstable channel. */
  public void shipTwoProjects() {
    ship(UNSTABLE, Packages.of("zlib 1.3"), Packages.of("zlib_old 1.2"), Packages.of("curl 8.9"));
    group("zlib", "zlib", "zlib_old");
  }

  /** Makes several attributes one project. */
  public void group(String project, String... attributes) {
    groups.put(project, List.of(attributes));
    index = null;
  }

  private List<ProjectGroup> allGroups() {
    Map<String, List<String>> all = new LinkedHashMap<>(groups);
    List<String> grouped = groups.values().stream().flatMap(List::stream).toList();
    shipped.values().stream()
        .flatMap(packages -> packages.packages().stream())
        .map(NixPackage::attribute)
        .filter(attribute -> !grouped.contains(attribute))
        .forEach(attribute -> all.put(attribute, List.of(attribute)));
    List<ProjectGroup> made = new ArrayList<>();
    all.forEach((key, attributes) -> made.add(new ProjectGroup(key, attributes, null, List.of())));
    return made;
  }

  public MatchIndex index() {
    MatchIndex known = index;
    if (known != null) {
      return known;
    }
    PackageIndex.Loaded loaded = packages.load();
    List<ProjectGroup> all = allGroups();
    Map<String, Long> ids = projects.adopt(all);
    MatchIndex built =
        new MatchIndex(
            Matcher.of(loaded.packages(), all, LearnedAliases.NONE),
            loaded.channels(),
            loaded.factsIds(),
            ids,
            List.of(),
            "test");
    index = built;
    return built;
  }

  /** A record of this id: published in May 2024, critical. */
  public VulnerabilityRecord record(String id, String description) {
    return record(id, description, json -> json);
  }

  public VulnerabilityRecord record(
      String id, String description, java.util.function.UnaryOperator<String> change) {
    int version = texts.merge(id, "1", (known, one) -> known + one).length();
    String updated = "2024-06-%02dT00:00:00Z".formatted(version);
    byte[] text = change.apply(Records.json(id, updated, description)).getBytes(UTF_8);
    vulnerabilities.take(List.of(new IncomingRecord("cve-list", Records.read(text), text)));
    return Records.read(text);
  }

  public long vulnerability(String id) {
    return vulnerabilities.find(id).orElseThrow().id();
  }

  /** What the matcher might say of a project; verdicts by channel and attribute. */
  public Suggestion suggest(
      String id, String project, double probability, BiFunction<String, String, Verdict> verdicts) {
    index();
    List<String> attributes = groups.getOrDefault(project, List.of(project));
    List<PackageVerdict> judged = new ArrayList<>();
    for (var channel : index().channels()) {
      ChannelPackages packages =
          shipped.getOrDefault(channel.name(), new ChannelPackages(channel.name(), List.of()));
      for (NixPackage found : packages.packages()) {
        if (attributes.contains(found.attribute())) {
          Verdict verdict = verdicts.apply(channel.name(), found.attribute());
          Judgement judgement =
              new Judgement(
                  verdict,
                  ReasonCode.IN_AFFECTED_RANGE,
                  found.version() + " compared",
                  "/containers/cna/affected/0");
          judged.add(
              new PackageVerdict(
                  channel.name(), found.attribute(), found.version(), judgement, false));
        }
      }
    }
    return new Suggestion(
        id,
        id,
        List.of(),
        project,
        null,
        attributes,
        probability,
        Tier.of(probability).orElseThrow(),
        List.of(new Evidence("name_product", project, "/containers/cna/affected/0/product", 3.6)),
        List.of(new Evidence("short_name", project, "", -1.25)),
        1,
        judged);
  }

  public Suggestion suggest(String id, String project, double probability, Verdict verdict) {
    return suggest(id, project, probability, (channel, attribute) -> verdict);
  }

  public int take(VulnerabilityRecord record, Suggestion... suggestions) {
    MatchedRecord matched =
        new MatchedRecord(vulnerability(record.id()), record, Arrays.asList(suggestions));
    return transactions.call(() -> intake.take(List.of(matched), index()));
  }

  /** A new record with one suggestion: 0.99 is likely, 0.7 possible, 0.2 weak. */
  public QueueCard suggested(String id, String project, double probability, Verdict verdict) {
    take(record(id, "A flaw in " + project), suggest(id, project, probability, verdict));
    return card(id);
  }

  /** The draft of a new record whose suggestion alice accepted. */
  public long draft(String id, String project) {
    return accept(suggested(id, project, 0.99, Verdict.AFFECTED));
  }

  /** Alice accepts a card; gives its draft. */
  public long accept(QueueCard card) {
    return Objects.requireNonNull(triage.accept(card.seen(), alice).draft()).issueId();
  }

  /** Alice publishes a draft. */
  public void publish(long issue, String publicId) {
    issues.publish(issue, issues.find(issue).orElseThrow().revision(), publicId, alice);
  }

  /** After all records were matched: what follows packages and days. */
  public void caughtUp() {
    intake.caughtUp();
  }

  public void firstImportDone() {
    intake.caughtUp();
  }

  /** The first card of a vulnerability. */
  public QueueCard card(String id) {
    return queue.ofVulnerability(vulnerability(id), null).getFirst();
  }

  public List<QueueCard> cards(QueueTab tab) {
    return queue.page(QueueFilter.of(tab), null, 50, null).items();
  }

  public List<Event> eventsOf(QueueCard card) {
    return events.latest(EventFilter.ofSubject(Triage.SUBJECT, card.id()), null, 50);
  }

  public List<String> kindsOf(QueueCard card) {
    return eventsOf(card).stream().map(Event::kind).toList().reversed();
  }
}
