package org.snowguard.server.publication;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.formats.openvex.OpenVexDocument;
import org.snowguard.formats.openvex.OpenVexDocument.VexStatement;
import org.snowguard.formats.openvex.OpenVexWriter;
import org.snowguard.formats.osv.OsvWriter;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.nixpkgs.Channel;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.publication.DecidedStore.PublicIssueRow;
import org.snowguard.server.publication.DecidedStore.SeenVersion;
import org.snowguard.server.publication.ItemStore.Stamp;
import org.snowguard.server.remediation.status.Statuses;
import org.snowguard.server.web.Cursor;
import org.snowguard.server.web.Page;
import org.snowguard.server.web.Transactions;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what the world reads, and when each of it changed. */
public final class Published {

  /** The reason of what is no package: a NixOS module has no package URL. */
  static final String MODULE = "module";

  private static final int AT_ONCE = 200;
  private static final String ROLE = "Distribution";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ItemStore items;
  private final StatusRowStore statuses;
  private final DecidedStore decided;
  private final Issues issues;
  private final Statuses standing;
  private final Channels channels;
  private final FixCommits fixes;
  private final Address address;
  private final ExportSettings settings;
  private final OsvWriter osv;
  private final Transactions transactions;
  private final Clock clock;

  public Published(
      Jdbi jdbi,
      Issues issues,
      Statuses standing,
      Channels channels,
      FixCommits fixes,
      Address address,
      ExportSettings settings,
      Transactions transactions,
      Clock clock) {
    items = new ItemStore(jdbi);
    statuses = new StatusRowStore(jdbi);
    decided = new DecidedStore(jdbi);
    this.issues = issues;
    this.standing = standing;
    this.channels = channels;
    this.fixes = fixes;
    this.address = address;
    this.settings = settings;
    osv = new OsvWriter(settings.osvEcosystem(), settings.repository().toString());
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Another text after statuses or opinions on fixes changed. */
  String stamp() {
    return decided.stamp();
  }

  /**
   * Makes everything anew that says something else than it did.
   *
   * @return how many forms changed
   */
  public int refresh() {
    return transactions.call(
        () -> {
          // PostgreSQL keeps microseconds; a moment is compared with what it gave back.
          Instant now = later(clock.instant().truncatedTo(ChronoUnit.MICROS), items.newest());
          Map<Long, String> ids =
              decided.publicIssues().stream()
                  .collect(Collectors.toMap(PublicIssueRow::id, PublicIssueRow::publicId));
          Map<Long, IssueContent> contents = contents(ids.keySet());
          Standings standings = Standings.of(ids.keySet(), standing);
          return issueForms(ids, contents, standings, now) + vexForms(contents, standings, now);
        });
  }

  /**
   * After every moment that was given out, whatever the clocks of other nodes say or this one said:
   * else who asks for what changed since would miss something.
   */
  private static Instant later(Instant now, @Nullable Instant newest) {
    return newest == null || now.isAfter(newest) ? now : newest.plus(1, ChronoUnit.MICROS);
  }

  private Map<Long, IssueContent> contents(Collection<Long> ids) {
    List<Long> sorted = ids.stream().sorted().toList();
    Map<Long, IssueContent> contents = new java.util.TreeMap<>();
    for (int start = 0; start < sorted.size(); start += AT_ONCE) {
      contents.putAll(
          issues.contents(sorted.subList(start, Math.min(sorted.size(), start + AT_ONCE))));
    }
    return contents;
  }

  private int issueForms(
      Map<Long, String> ids, Map<Long, IssueContent> contents, Standings standings, Instant now) {
    Map<String, Stamp> known = items.stamps(PublishedItem.ISSUE);
    Map<String, Stamp> knownOsv = items.stamps(PublishedItem.OSV);
    Map<Long, List<SeenVersion>> seen =
        decided.seenAffected(contents.keySet()).stream()
            .collect(Collectors.groupingBy(SeenVersion::issueId));
    OsvForms osvForms = new OsvForms(address, new Duplicates(contents));
    int changed = 0;
    for (IssueContent issue : contents.values()) {
      String id = ids.get(issue.id());
      if (id == null) {
        continue;
      }
      Long of = issue.duplicateOf();
      IssueForm form = IssueForm.of(issue, id, of == null ? null : ids.get(of), standings, address);
      Function<Instant, String> body = at -> JSON.writeValueAsString(form.changedAt(at)) + "\n";
      if (put(new Wanted(PublishedItem.ISSUE, id, body), known.get(id), now)) {
        statuses.replace(id, form.status(), now);
        changed++;
      }
      Map<String, List<String>> commits = fixes.of(issue);
      List<SeenVersion> versions = seen.getOrDefault(issue.id(), List.of());
      Function<Instant, String> record =
          at -> text(osv.bytes(osvForms.of(issue, id, versions, commits, at)));
      changed += put(new Wanted(PublishedItem.OSV, id, record), knownOsv.get(id), now) ? 1 : 0;
    }
    return changed;
  }

  private int vexForms(Map<Long, IssueContent> contents, Standings standings, Instant now) {
    VexForms forms =
        new VexForms(
            address,
            contents,
            decided.dismissed(),
            standings,
            ShippedSince.of(contents.values(), decided));
    int changed = 0;
    for (String kind : List.of(PublishedItem.OPENVEX, PublishedItem.AUTOMATIC)) {
      Map<String, Stamp> known = items.stamps(kind);
      Set<String> gone =
          known.values().stream()
              .filter(stamp -> stamp.digest().length > 0)
              .map(Stamp::key)
              .collect(Collectors.toCollection(HashSet::new));
      for (Channel channel : channels.all()) {
        String name = channel.name();
        List<VexStatement> statements =
            kind.equals(PublishedItem.OPENVEX) ? forms.ofPeople(name) : forms.automatic(name);
        if (!statements.isEmpty()) {
          gone.remove(name);
          changed += putVex(kind, name, statements, known.get(name), now) ? 1 : 0;
        }
      }
      items.empty(kind, gone, now);
      changed += gone.size();
    }
    return changed;
  }

  private boolean putVex(
      String kind,
      String channel,
      List<VexStatement> statements,
      @Nullable Stamp known,
      Instant now) {
    String id =
        address.openVex(channel)
            + (kind.equals(PublishedItem.OPENVEX) ? "" : "/automatic-not-reviewed");
    int version = known == null ? 1 : known.version() + 1;
    Instant first = known == null ? now : known.firstAt();
    Function<Instant, String> body =
        at ->
            text(
                OpenVexWriter.bytes(
                    new OpenVexDocument(
                        id,
                        settings.author(),
                        ROLE,
                        at.equals(Instant.EPOCH) ? at : first,
                        at.equals(first) || at.equals(Instant.EPOCH) ? null : at,
                        at.equals(Instant.EPOCH) ? 1 : version,
                        statements)));
    return put(new Wanted(kind, channel, body), known, now);
  }

  /**
   * A form to keep.
   *
   * @param body by the moment of its change; at the epoch without any moment or version
   */
  private record Wanted(String kind, String key, Function<Instant, String> body) {}

  private boolean put(Wanted wanted, @Nullable Stamp known, Instant now) {
    byte[] digest = digest(wanted.body().apply(Instant.EPOCH));
    if (known != null && Arrays.equals(known.digest(), digest)) {
      return false;
    }
    items.put(
        new PublishedItem(
            wanted.kind(),
            wanted.key(),
            known == null ? 1 : known.version() + 1,
            known == null ? now : known.firstAt(),
            now,
            wanted.body().apply(now)),
        digest);
    return true;
  }

  public Optional<PublishedItem> find(String kind, String key) {
    return items.find(kind, key);
  }

  /** All of a kind, by key. */
  public List<PublishedItem> all(String kind) {
    return items.all(kind);
  }

  /**
   * What changed since a moment, the longest unchanged first: whoever follows the cursor to the end
   * and asks again with the last moment misses nothing.
   */
  public Page<PublishedItem> changedSince(
      String kind, @Nullable Instant since, @Nullable String after, int size) {
    Cursor cursor = Cursor.parse(after, 2);
    return transactions.read(
        () ->
            Page.of(
                items.changedSince(kind, since, cursor, size + 1),
                size,
                items.count(kind, since),
                item -> Cursor.of(item.changedAt(), item.key())));
  }

  /** The same of statuses. */
  public Page<PublicStatus> statusesChangedSince(
      @Nullable Instant since, @Nullable String channel, @Nullable String after, int size) {
    Cursor cursor = Cursor.parse(after, 5);
    return transactions.read(
        () ->
            Page.of(
                statuses.changedSince(since, channel, cursor, size + 1),
                size,
                statuses.count(since, channel),
                row ->
                    Cursor.of(
                        row.changedAt(),
                        row.issue(),
                        row.vulnerability(),
                        row.attribute(),
                        row.channel())));
  }

  public List<PublicStatus> statusesOfPackages(Collection<String> attributes) {
    return statuses.ofAttributes(attributes);
  }

  public List<PublicStatus> statusesOfVulnerability(String id) {
    return statuses.ofVulnerability(id);
  }

  /** The id of an issue as OSV records carry it. */
  public String osvId(String publicId) {
    return osv.id(publicId);
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
