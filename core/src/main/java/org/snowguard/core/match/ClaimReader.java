package org.snowguard.core.match;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.AssertedCpe;
import org.snowguard.core.project.Ecosystem;
import org.snowguard.core.project.PackageOrigin;
import org.snowguard.core.project.RepositoryKey;
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

  private static final String HARDWARE = "hardware";

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
    Reading reading = new Reading(record);
    record.affected().forEach(reading::readEntry);
    record.references().forEach(reading::readReference);
    return reading.finish();
  }

  private final class Reading {
    private final VulnerabilityRecord record;
    private final Set<Mention> mentions = new LinkedHashSet<>();
    private final Map<RepositoryKey, String> stated = new LinkedHashMap<>();
    private final Map<RepositoryKey, String> implied = new LinkedHashMap<>();
    private final Map<String, String> sites = new LinkedHashMap<>();
    private final Map<RepositoryKey, String> referenced = new LinkedHashMap<>();
    private final Map<RepositoryKey, String> flawPages = new LinkedHashMap<>();
    private final Map<AssertedCpe, String> cpes = new LinkedHashMap<>();
    private final Map<String, String> purls = new LinkedHashMap<>();
    private final Map<String, String> registries = new LinkedHashMap<>();
    private final Map<String, String> objections = new LinkedHashMap<>();
    private final Set<String> seenEntries = new LinkedHashSet<>();

    Reading(VulnerabilityRecord record) {
      this.record = record;
    }

    void readEntry(AffectedEntry entry) {
      if (seenEntries.size() == MOST_PRODUCTS || !seenEntries.add(EntryLinks.identity(entry))) {
        return;
      }
      readProduct(entry);
      if (PackageCoordinate.isOsv(entry)) {
        readCoordinate(entry);
      } else {
        readPackageName(entry);
      }
      for (int i = 0; i < entry.cpes().size(); i++) {
        readCpe(entry.cpes().get(i), entry.pointer() + "/cpes/" + i);
      }
      state(entry.repo(), entry.pointer() + "/repo");
      state(entry.collectionUrl(), entry.pointer() + "/collectionURL");
      String purl = entry.packageUrl();
      if (purl != null) {
        readPurl(purl, entry.pointer() + "/packageURL");
      }
      readCollection(entry);
    }

    private void readProduct(AffectedEntry entry) {
      String product = entry.product();
      if (product == null || VendorName.isAbsent(product)) {
        return;
      }
      String pointer = entry.pointer() + "/product";
      VendorName vendor = VendorName.of(entry.vendor());
      if (product.contains("://")) {
        state(product, pointer);
        RepositoryKey key = RepositoryKey.of(product);
        if (key != null) {
          mention(Mention.Source.PRODUCT, key.name(), pointer, vendor);
        }
        return;
      }
      String name = product;
      if (isOwnerAndName(product)) {
        state("https://github.com/" + product, pointer);
        name = product.substring(product.indexOf('/') + 1);
      } else if (vendor != null && isToken(vendor.text()) && isToken(product)) {
        implyRepository(vendor.text(), product, pointer);
      }
      mentionProduct(Mention.Source.PRODUCT, name, pointer, vendor, entry.pointer() + "/vendor");
    }

    private void mentionProduct(
        Mention.Source source,
        String name,
        String pointer,
        @Nullable VendorName vendor,
        String vendorPointer) {
      if (generic.contains(NameKeys.squash(name))) {
        if (vendor != null) {
          mention(Mention.Source.JOINED, vendor.text() + " " + name, pointer, vendor);
          mention(Mention.Source.VENDOR, vendor.text(), vendorPointer, vendor);
        }
        return;
      }
      mention(source, name, pointer, vendor);
      if (vendor != null) {
        mention(Mention.Source.JOINED, vendor.text() + " " + name, pointer, vendor);
      }
      for (String reduced : nameWords.reduced(vendor == null ? null : vendor.text(), name)) {
        add(new Mention(Mention.Source.REDUCED, reduced, name, pointer, vendor));
      }
    }

    /** The package of an OSV record, in the words of its ecosystem. */
    private void readCoordinate(AffectedEntry entry) {
      String packageName = entry.packageName();
      if (packageName == null) {
        return;
      }
      String pointer = entry.pointer() + "/package/name";
      PackageCoordinate coordinate = PackageCoordinate.of(entry, packageName);
      RepositoryKey repository = coordinate.repository();
      if (repository != null) {
        stated.putIfAbsent(repository, pointer);
      }
      String name = coordinate.name();
      if (name != null && !generic.contains(NameKeys.squash(name))) {
        // A module's name is the last part of its path: the path tells, the name is as good as any.
        boolean path = PackageCoordinate.isOfProgram(entry);
        mention(path ? Mention.Source.PRODUCT : Mention.Source.PACKAGE, name, pointer, null);
      }
    }

    private void readPackageName(AffectedEntry entry) {
      String name = entry.packageName();
      if (name == null || VendorName.isAbsent(name)) {
        return;
      }
      String pointer = entry.pointer() + "/packageName";
      String last = name.substring(name.lastIndexOf('/') + 1);
      int colon = last.indexOf(':');
      String own = colon > 0 ? last.substring(0, colon) : last;
      String squashed = NameKeys.squash(own);
      if (generic.contains(squashed)) {
        return;
      }
      // A distributor's product is not the maker of the package inside it.
      mention(Mention.Source.PACKAGE, own, pointer, null);
      String series = NameKeys.withoutSeries(squashed);
      if (series != null && series.length() > 2) {
        add(new Mention(Mention.Source.REDUCED, series, own, pointer, null));
      }
      for (String reduced : nameWords.withoutKind(own.toLowerCase(Locale.ROOT))) {
        add(new Mention(Mention.Source.REDUCED, reduced, own, pointer, null));
      }
      if (own.startsWith("lib") && own.endsWith("-perl")) {
        add(
            new Mention(
                Mention.Source.REDUCED,
                NameKeys.squash(own.substring(3, own.length() - 5)),
                own,
                pointer,
                null));
      }
      readGoPath(entry, name, pointer);
    }

    /**
     * A path of Go's index: of a repository, or, without a domain in front, of Go's own library.
     */
    private void readGoPath(AffectedEntry entry, String name, String pointer) {
      int slash = name.indexOf('/');
      String first = slash < 0 ? name : name.substring(0, slash);
      if (first.indexOf('.') > 0) {
        if (slash > 0) {
          state("https://" + name, pointer);
        }
        return;
      }
      String collection = entry.collectionUrl();
      if (collection != null && collection.contains("pkg.go.dev")) {
        add(new Mention(Mention.Source.PACKAGE, "go", "go", pointer, VendorName.of("Go")));
        state("https://github.com/golang/go", pointer);
      }
    }

    private void readCpe(String name, String pointer) {
      CpeText cpe = CpeText.of(name);
      if (cpe == null) {
        return;
      }
      if (cpe.isHardware()) {
        objections.putIfAbsent(HARDWARE, pointer);
        return;
      }
      cpes.putIfAbsent(new AssertedCpe(cpe.vendor(), cpe.product()), pointer);
      if (!cpe.targetSoftware().isEmpty()) {
        registries.putIfAbsent("target:" + cpe.targetSoftware(), pointer);
      }
      String product = cpe.product();
      if (product.indexOf('/') > 0 && isOwnerAndName(product)) {
        state("https://github.com/" + product, pointer);
        product = product.substring(product.indexOf('/') + 1);
      }
      mentionProduct(
          Mention.Source.CPE,
          product.replace('_', ' '),
          pointer,
          VendorName.of(cpe.vendor()),
          pointer);
    }

    private void readPurl(String purl, String pointer) {
      purls.putIfAbsent(ProjectProfile.bare(purl), pointer);
      int colon = purl.indexOf(':');
      int slash = purl.indexOf('/');
      if (colon < 0 || slash < colon) {
        return;
      }
      String type = purl.substring(colon + 1, slash).toLowerCase(Locale.ROOT);
      String path = purl.substring(slash + 1).replace("%40", "@").split("[@?#]", 2)[0];
      if (type.equals("github")) {
        state("https://github.com/" + path, pointer);
      }
      Ecosystem ecosystem = Ecosystem.ofPurlType(type);
      if (ecosystem != null) {
        registries.putIfAbsent(ecosystem.id(), pointer);
        mention(Mention.Source.PACKAGE, path.substring(path.lastIndexOf('/') + 1), pointer, null);
      }
    }

    private void readCollection(AffectedEntry entry) {
      String collection = entry.collectionUrl();
      String name = entry.packageName() != null ? entry.packageName() : entry.product();
      if (collection == null || name == null) {
        return;
      }
      String pointer = entry.pointer() + "/collectionURL";
      String lower = collection.toLowerCase(Locale.ROOT);
      for (Ecosystem ecosystem : Ecosystem.ALL) {
        if (!ecosystem.registry().isEmpty() && lower.contains(registryHost(ecosystem))) {
          registries.putIfAbsent(ecosystem.id(), pointer);
          stated.putIfAbsent(
              new RepositoryKey(ecosystem.registry(), name.toLowerCase(Locale.ROOT)), pointer);
          return;
        }
      }
      if (lower.contains("wordpress.org/plugins")) {
        registries.putIfAbsent("wordpress", pointer);
        stated.putIfAbsent(
            new RepositoryKey("plugins.svn.wordpress.org", name.toLowerCase(Locale.ROOT)), pointer);
      }
    }

    /** {@code pypi.python.org} and {@code pypi.org} are one place. */
    private String registryHost(Ecosystem ecosystem) {
      return ecosystem.id().equals("python") ? "pypi." : ecosystem.registry();
    }

    void readReference(Reference reference) {
      RepositoryKey key = RepositoryKey.of(reference.url());
      if (key != null) {
        referenced.putIfAbsent(key, reference.pointer() + "/url");
        if (FLAW_PAGE.matcher(reference.url()).find()) {
          flawPages.putIfAbsent(key, reference.pointer() + "/url");
        }
      }
      String site = PackageOrigin.host(reference.url());
      if (site != null) {
        sites.putIfAbsent(site, reference.pointer() + "/url");
      }
    }

    RecordClaims finish() {
      boolean nameless =
          mentions.stream()
              .noneMatch(
                  one ->
                      one.source() == Mention.Source.PRODUCT
                          || one.source() == Mention.Source.PACKAGE);
      List<Mention> all = new ArrayList<>(mentions);
      all.addAll(prose.read(record));
      all.addAll(repeatedInProse(all));
      if (!cpes.isEmpty()) {
        // A device that is also named does not make a record of software one of hardware.
        objections.remove(HARDWARE);
      }
      if (record.tags().contains("exclusively-hosted-service")) {
        objections.put("hosted_service", "/containers/cna/tags");
      }
      if (ProseReader.speaksOfMobileApp(record.description())) {
        objections.put("mobile_app", record.descriptionPointer());
      }
      Set<String> words = Words.of(record.title() == null ? "" : record.title());
      words.addAll(Words.of(record.description()));
      sites.keySet().forEach(site -> words.addAll(Words.of(site)));
      List<String> ids = new ArrayList<>();
      ids.add(record.id());
      ids.addAll(record.aliases());
      return new RecordClaims(
          all,
          stated,
          implied,
          referenced,
          flawPages,
          RecordClaims.Place.of(stated, referenced),
          sites,
          cpes,
          purls,
          hosts.of(record, registries),
          registries,
          words,
          objections,
          ids,
          nameless);
    }

    /** Names of fields that the prose repeats where its head was not read or has them otherwise. */
    private List<Mention> repeatedInProse(List<Mention> found) {
      Set<String> read = new HashSet<>();
      found.stream().filter(one -> one.source().isProse()).forEach(one -> read.add(one.key()));
      String prose = record.description();
      String lower =
          prose.substring(0, Math.min(LONGEST_PROSE, prose.length())).toLowerCase(Locale.ROOT);
      return mentions.stream()
          .filter(
              one ->
                  one.source() == Mention.Source.PRODUCT || one.source() == Mention.Source.PACKAGE)
          .filter(
              one -> one.key().length() > 2 && lower.contains(one.text().toLowerCase(Locale.ROOT)))
          .filter(one -> read.add(one.key()))
          .map(
              one ->
                  new Mention(
                      Mention.Source.PROSE,
                      one.key(),
                      one.text(),
                      record.descriptionPointer(),
                      null))
          .toList();
    }

    private void implyRepository(String vendor, String product, String pointer) {
      RepositoryKey key = RepositoryKey.of("https://github.com/" + vendor + "/" + product);
      if (key != null) {
        implied.putIfAbsent(key, pointer);
      }
    }

    private void state(@Nullable String url, String pointer) {
      if (url == null) {
        return;
      }
      RepositoryKey key = RepositoryKey.of(url.replace("git://git@", "https://"));
      if (key != null) {
        stated.putIfAbsent(key, pointer);
      }
    }

    private void mention(
        Mention.Source source, String name, String pointer, @Nullable VendorName vendor) {
      String key = NameKeys.squash(name);
      if (!key.isEmpty()) {
        add(new Mention(source, key, name, pointer, vendor));
      }
    }

    private void add(Mention one) {
      mentions.add(one);
    }
  }

  private static boolean isOwnerAndName(String product) {
    int slash = product.indexOf('/');
    return slash > 0
        && slash == product.lastIndexOf('/')
        && slash + 1 < product.length()
        && isToken(product.substring(0, slash))
        && isToken(product.substring(slash + 1));
  }

  private static boolean isToken(String text) {
    return !text.isEmpty()
        && text.chars()
            .allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.');
  }
}
