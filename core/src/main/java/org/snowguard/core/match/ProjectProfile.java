package org.snowguard.core.match;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.AssertedCpe;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.PackageSources;
import org.snowguard.core.nixpkgs.Patch;
import org.snowguard.core.project.Ecosystem;
import org.snowguard.core.project.PackageOrigin;
import org.snowguard.core.project.ProjectGroup;
import org.snowguard.core.project.RepositoryKey;
import org.snowguard.core.project.SiteOwner;

/**
 * What all packages of a project say together, in the form that evidence is weighed by. Links are
 * made by nothing else of a project: what is added here goes into {@link IndexParts} too.
 *
 * @param names squashed name to the strongest way in which it is the project's
 * @param spellings its names as they are written, see {@link #spelling}
 * @param accounts host and owner of its repositories
 * @param owners squashed owners of its repositories and labels of its homepage's host
 * @param flaws ids of vulnerabilities that a patch or a known vulnerability names
 */
record ProjectProfile(
    ProjectGroup group,
    Set<Ecosystem> ecosystems,
    Map<String, NameKind> names,
    Set<String> spellings,
    Set<RepositoryKey> sources,
    Set<RepositoryKey> repositories,
    Set<String> accounts,
    Set<String> owners,
    Set<String> domains,
    Set<AssertedCpe> cpes,
    Set<String> purls,
    Map<String, String> flaws,
    Set<String> descriptionWords) {

  /** In which way a name is a project's, the strongest first. */
  enum NameKind {
    /** What it is called in nixpkgs. */
    OWN,
    /** The same without the number of its series, or its attribute's name. */
    ATTRIBUTE,
    /** The name without a word that says only what kind of thing it is. */
    WITHOUT_KIND,
    /** The name of its repository. */
    REPOSITORY,
    /** The program that it installs. */
    PROGRAM
  }

  static ProjectProfile of(
      ProjectGroup group, Collection<NixPackage> packages, NameWords nameWords) {
    Builder builder = new Builder(nameWords);
    packages.forEach(builder::add);
    return builder.build(group);
  }

  /** Whether a vendor owns its repository or site, or is the one that nixpkgs asserts. */
  boolean isKeptBy(VendorName vendor) {
    return owners.stream().anyMatch(vendor::matches)
        || cpes.stream().anyMatch(cpe -> vendor.matches(NameKeys.squash(cpe.vendor())));
  }

  /**
   * A name in lower case, its separators all one: what two spellings of one name have in common.
   */
  static String spelling(String name) {
    return name.toLowerCase(Locale.ROOT).replace(' ', '-').replace('_', '-').replace('.', '-');
  }

  /** A package URL without version, qualifiers and subpath. */
  static String bare(String purl) {
    String rest = purl.toLowerCase(Locale.ROOT).replace("%40", "@");
    int end = rest.length();
    for (char mark : new char[] {'?', '#'}) {
      int at = rest.indexOf(mark);
      end = at < 0 ? end : Math.min(end, at);
    }
    int version = rest.lastIndexOf('@', end - 1);
    return rest.substring(0, version > rest.lastIndexOf('/', end - 1) + 1 ? version : end);
  }

  /** Whether all of it extends some host, and none of it is software of its own. */
  boolean isAddonOnly() {
    for (Ecosystem ecosystem : ecosystems) {
      if (ecosystem.kind() != Ecosystem.Kind.ADDON) {
        return false;
      }
    }
    return true;
  }

  boolean isGeneral() {
    return ecosystems.contains(Ecosystem.GENERAL);
  }

  /** Hosts that one organisation keeps for its own software. */
  private static final Set<String> ORGANISATIONS =
      Set.of("apache.org", "gnome.org", "kde.org", "gnu.org");

  private static final class Builder {
    private final Set<Ecosystem> ecosystems = new HashSet<>();
    private final Map<String, NameKind> names = new HashMap<>();
    private final Set<String> spellings = new HashSet<>();
    private final Set<RepositoryKey> sources = new TreeSet<>();
    private final Set<RepositoryKey> repositories = new TreeSet<>();
    private final Set<String> owners = new TreeSet<>();
    private final Set<String> domains = new TreeSet<>();
    private final Set<AssertedCpe> cpes = new HashSet<>();
    private final Set<String> purls = new TreeSet<>();
    private final Map<String, String> flaws = new TreeMap<>();
    private final Set<String> words = new HashSet<>();
    private final NameWords nameWords;

    Builder(NameWords nameWords) {
      this.nameWords = nameWords;
    }

    void add(NixPackage one) {
      PackageOrigin origin = PackageOrigin.of(one);
      ecosystems.add(origin.ecosystem());
      addNames(one, origin);
      sources.addAll(origin.sources());
      repositories.addAll(origin.repositories());
      origin.repositories().forEach(this::addOwner);
      addDomain(origin.domain());
      cpes.addAll(one.metadata().cpes());
      one.metadata().purls().forEach(purl -> purls.add(bare(purl)));
      addFlaws(one);
      String description = one.metadata().description();
      if (description != null) {
        words.addAll(Words.of(description));
      }
    }

    private void addNames(NixPackage one, PackageOrigin origin) {
      String own = NameKeys.squash(origin.stem());
      spell(origin.stem());
      spell(one.pname());
      spell(one.attributeLeaf());
      for (String lesser : nameWords.withoutKind(origin.stem())) {
        name(lesser, NameKind.WITHOUT_KIND);
      }
      name(own, NameKind.OWN);
      name(NameKeys.squash(one.pname()), NameKind.OWN);
      String series = NameKeys.withoutSeries(own);
      if (series != null) {
        name(series, NameKind.ATTRIBUTE);
      }
      String leaf = NameKeys.squash(one.attributeLeaf());
      name(leaf, NameKind.ATTRIBUTE);
      String leafSeries = NameKeys.withoutSeries(leaf);
      if (leafSeries != null && origin.ecosystem().equals(Ecosystem.GENERAL)) {
        name(leafSeries, NameKind.ATTRIBUTE);
      }
      for (RepositoryKey key : origin.repositories()) {
        name(NameKeys.squash(key.name()), NameKind.REPOSITORY);
        spell(key.name());
      }
      String program = one.metadata().mainProgram();
      if (program != null) {
        name(NameKeys.squash(program), NameKind.PROGRAM);
        spell(program);
      }
    }

    private void spell(String name) {
      String spelling = spelling(name);
      spellings.add(spelling);
      String series = NameKeys.withoutSeries(spelling);
      if (series != null) {
        spellings.add(series);
        spellings.add(series.endsWith("-") ? series.substring(0, series.length() - 1) : series);
      }
    }

    private void name(String squashed, NameKind kind) {
      if (!squashed.isEmpty()) {
        names.merge(squashed, kind, (one, other) -> one.compareTo(other) <= 0 ? one : other);
      }
    }

    private void addOwner(RepositoryKey key) {
      for (String part : key.owner().split("/")) {
        String owner = NameKeys.squash(part);
        if (owner.length() > 1) {
          owners.add(owner);
        }
      }
      if (key.owner().isEmpty() && ORGANISATIONS.contains(key.host())) {
        owners.add(key.host().substring(0, key.host().indexOf('.')));
      }
    }

    private void addDomain(@Nullable String domain) {
      if (domain != null) {
        domains.add(domain);
        String owner = NameKeys.squash(SiteOwner.of(domain));
        if (!owner.isEmpty()) {
          owners.add(owner);
        }
      }
    }

    private void addFlaws(NixPackage one) {
      for (String text : one.metadata().knownVulnerabilities()) {
        FlawIds.in(text)
            .forEach(id -> flaws.putIfAbsent(id, "known vulnerability of " + one.attribute()));
      }
      PackageSources found = one.sources();
      if (found == null) {
        return;
      }
      for (Patch patch : found.patches()) {
        String text = patch.name() + " " + String.join(" ", patch.urls());
        FlawIds.in(text).forEach(id -> flaws.putIfAbsent(id, "patch " + patch.name()));
      }
    }

    private Set<String> accounts() {
      return repositories.stream()
          .filter(key -> !key.owner().isEmpty())
          .map(RecordClaims.Place::account)
          .collect(Collectors.toUnmodifiableSet());
    }

    ProjectProfile build(ProjectGroup group) {
      names.computeIfPresent(NameKeys.squash(group.key()), (key, kind) -> NameKind.OWN);
      return new ProjectProfile(
          group,
          Set.copyOf(ecosystems),
          Map.copyOf(names),
          Set.copyOf(spellings),
          sources,
          repositories,
          accounts(),
          owners,
          domains,
          Set.copyOf(cpes),
          purls,
          flaws,
          Set.copyOf(words));
    }
  }

  /** The project's key without the marks that {@link ProjectGroup#key} may carry, squashed. */
  String squashedKey() {
    return NameKeys.squash(group.key().toLowerCase(Locale.ROOT));
  }
}
