package org.snowguard.core.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.verdict.Judgement;
import org.snowguard.core.verdict.PackageVerdict;
import org.snowguard.core.verdict.ProjectVersions;
import org.snowguard.core.verdict.VerdictBasis;
import org.snowguard.core.verdict.VerdictRules;
import org.snowguard.core.verdict.VerdictSubject;

/** The packages of one project in all channels, ready to be judged. */
final class ProjectBuilds {
  private final List<Build> builds;
  private @Nullable Subjects subjects;

  ProjectBuilds(List<Build> builds) {
    this.builds = List.copyOf(builds);
  }

  /** A package of a channel. */
  record Build(String channel, NixPackage pkg) {
    boolean isSame(Build other) {
      return pkg.isSame(other.pkg) && channel.equals(other.channel);
    }
  }

  /**
   * What is judged: packages that no verdict can tell apart are one.
   *
   * @param versions of all packages
   * @param all one for each kind of package
   * @param kinds which of them each build is
   */
  private record Subjects(ProjectVersions versions, List<VerdictSubject> all, int[] kinds) {}

  List<Build> all() {
    return builds;
  }

  List<NixPackage> packages() {
    return builds.stream().map(Build::pkg).toList();
  }

  /** By which the scale of a bound is judged. */
  ProjectVersions versions() {
    return subjects().versions();
  }

  /** Whether these are the same objects of the same channels. */
  boolean areSame(ProjectBuilds others) {
    return builds.size() == others.builds.size()
        && IntStream.range(0, builds.size())
            .allMatch(i -> builds.get(i).isSame(others.builds.get(i)));
  }

  /** A verdict for each package, by channel, then attribute. */
  List<PackageVerdict> verdicts(VerdictRules rules) {
    Subjects known = subjects();
    @Nullable Judgement[] judged = new @Nullable Judgement[known.all().size()];
    List<PackageVerdict> verdicts = new ArrayList<>(builds.size());
    for (int i = 0; i < builds.size(); i++) {
      int kind = known.kinds()[i];
      Judgement judgement = judged[kind];
      if (judgement == null) {
        judgement = rules.judge(known.all().get(kind));
        judged[kind] = judgement;
      }
      NixPackage pkg = builds.get(i).pkg();
      verdicts.add(
          new PackageVerdict(
              builds.get(i).channel(),
              pkg.attribute(),
              pkg.version(),
              judgement,
              pkg.sources() != null));
    }
    return verdicts;
  }

  /** Made when first asked for: most projects are never matched. Made twice, they are equal. */
  private Subjects subjects() {
    Subjects known = subjects;
    if (known == null) {
      known = read();
      subjects = known;
    }
    return known;
  }

  private Subjects read() {
    ProjectVersions versions =
        ProjectVersions.of(
            builds.stream().map(one -> one.pkg().version()).filter(Objects::nonNull).toList());
    List<VerdictSubject> all = new ArrayList<>();
    Map<VerdictBasis, Integer> kindOf = new HashMap<>();
    int[] kinds = new int[builds.size()];
    for (int i = 0; i < kinds.length; i++) {
      NixPackage pkg = builds.get(i).pkg();
      Integer known = VerdictBasis.of(pkg).map(kindOf::get).orElse(null);
      kinds[i] = known == null ? all.size() : known;
      if (known == null) {
        VerdictBasis.of(pkg).ifPresent(basis -> kindOf.put(basis, all.size()));
        all.add(VerdictSubject.of(pkg, versions));
      }
    }
    return new Subjects(versions, List.copyOf(all), kinds);
  }
}
