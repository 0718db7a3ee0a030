package org.snowguard.core.match;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.snowguard.core.project.RepositoryKey;
import org.snowguard.core.project.WebPlace;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.Reference;
import org.snowguard.core.record.VulnerabilityRecord;

/** Reads from a record's fields and prose what it claims to be about. */
final class ClaimReader {
  /** Enough for every product of a distributor's record, bounded for hostile ones. */
  private static final int MOST_PRODUCTS = 400;

  private static final int LONGEST_PROSE = 3_000;

  /** Pages of a forge that are about one flaw or its fix. */
  private static final Pattern FLAW_PAGE =
      Pattern.compile("/(issues?|pulls?|merge_requests|commits?|security/advisories)/[^/]");

  private final GenericWords generic;
  private final NameWords nameWords;
  private final AddonHosts hosts;
  private final ProseReader prose;

  /** Sees in prose only names that are known. */
  ClaimReader(MatchTables tables, KnownNames known) {
    generic = tables.generic();
    nameWords = tables.nameWords();
    hosts = tables.hosts();
    prose = new ProseReader(tables, known);
  }

  RecordClaims read(VulnerabilityRecord record) {
    ClaimNotes notes = new ClaimNotes(generic, nameWords);
    EntryClaims entries = new EntryClaims(generic, nameWords, notes);
    List<EntryIdentity> identities = new ArrayList<>(record.affected().size());
    Set<EntryIdentity> seen = new HashSet<>();
    for (AffectedEntry entry : record.affected()) {
      EntryIdentity identity = EntryIdentity.of(entry);
      identities.add(identity);
      if (seen.size() < MOST_PRODUCTS && seen.add(identity)) {
        entries.read(entry);
      }
    }
    record.references().forEach(reference -> readReference(reference, notes));
    readObjections(record, notes);
    return notes.claims(
        record, identities, mentions(record, notes), hosts.of(record, notes.registries));
  }

  private static void readReference(Reference reference, ClaimNotes notes) {
    WebPlace place = WebPlace.of(reference.url());
    RepositoryKey key = place.repository();
    if (key != null) {
      notes.referenced.putIfAbsent(key, reference.pointer() + "/url");
      if (FLAW_PAGE.matcher(reference.url()).find()) {
        notes.flawPages.putIfAbsent(key, reference.pointer() + "/url");
      }
    }
    String site = place.host();
    if (site != null) {
      notes.sites.putIfAbsent(site, reference.pointer() + "/url");
    }
  }

  private static void readObjections(VulnerabilityRecord record, ClaimNotes notes) {
    if (!notes.cpes.isEmpty()) {
      // A device that is also named does not make a record of software one of hardware.
      notes.objections.remove(IdentifierClaims.HARDWARE);
    }
    if (record.tags().contains("exclusively-hosted-service")) {
      notes.objections.put("hosted_service", "/containers/cna/tags");
    }
    if (ProseReader.speaksOfMobileApp(record.description())) {
      notes.objections.put("mobile_app", record.descriptionPointer());
    }
  }

  /** Names in fields, then those in prose. */
  private List<Mention> mentions(VulnerabilityRecord record, ClaimNotes notes) {
    List<Mention> all = new ArrayList<>(notes.mentions);
    all.addAll(prose.read(record));
    addRepeatedInProse(all, record, notes);
    return all;
  }

  /** Names of fields that the prose repeats where its head was not read or has them otherwise. */
  private static void addRepeatedInProse(
      List<Mention> all, VulnerabilityRecord record, ClaimNotes notes) {
    Set<String> read = new HashSet<>();
    for (Mention one : all) {
      if (one.source().isProse()) {
        read.add(one.key());
      }
    }
    String prose = record.description();
    String lower = null;
    for (Mention one : notes.mentions) {
      if (!one.isOfField() || one.key().length() <= 2 || read.contains(one.key())) {
        continue;
      }
      if (lower == null) {
        lower =
            prose.substring(0, Math.min(LONGEST_PROSE, prose.length())).toLowerCase(Locale.ROOT);
      }
      if (lower.contains(one.text().toLowerCase(Locale.ROOT))) {
        read.add(one.key());
        all.add(
            new Mention(
                Mention.Source.PROSE, one.key(), one.text(), record.descriptionPointer(), null));
      }
    }
  }
}
