package org.snowguard.core.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.snowguard.core.match.Records.record;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.PackageMetadata;
import org.snowguard.core.nixpkgs.PackageSources;
import org.snowguard.core.nixpkgs.Patch;
import org.snowguard.core.project.ProjectClustering;
import org.snowguard.core.record.VulnerabilityRecord;

class CaseMatcherTest {
  private static final VulnerabilityRecord FLAW =
      record()
          .id("CVE-2099-0001")
          .product("acme", "Foo")
          .versions("< 2.0")
          .product("acme", "Bar Server")
          .versions("< 5.0")
          .build();

  private static final List<ChannelPackages> CHANNELS =
      List.of(
          new ChannelPackages("new", List.of(pkg("foo", "1.9", "CVE-2099-0001.patch", null))),
          new ChannelPackages(
              "old",
              List.of(
                  pkg("foo", "1.2", null, "CVE-2099-0001: see the release notes"),
                  pkg("foo-lts", "1.2", null, null))));

  private final CaseMatcher matcher =
      CaseMatcher.of(CHANNELS, ProjectClustering.cluster(CHANNELS), LearnedAliases.NONE);

  @ParameterizedTest(name = "{0} {2} of {1}: {3}, {4}")
  @CsvSource(
      textBlock =
          """
          # what nixpkgs says holds for the version that it says it of
          foo,        foo,  1.9,  patched,      foo
          foo,        foo,  1.8,  affected,     foo
          foo,        foo,  1.2,  acknowledged, foo
          foo,        foo,  2.0,  not_affected, foo
          # the attribute tells the project, if a package has it
          foo,        nope, 1.8,  affected,     foo
          # if not, the name of the project does
          foo_1,      foo,  1.8,  affected,     foo
          foo_1,      foo,  2.1,  not_affected, foo
          # and if no package is of that project, the entry that is named like it
          barServer,  bar,  4.9,  affected,     bar
          barServer,  bar,  5.0,  not_affected, bar
          qux,        qux,  1.0,  unknown,      qux
          """)
  void judgesAVersionOfAnAttribute(
      String attribute, String project, String version, String verdict, String resolved) {
    CaseMatcher.Answer answer =
        matcher.judge(FLAW, new CaseMatcher.Case(attribute, project, version));

    assertThat(answer.judgement().verdict().text()).as(answer.toString()).isEqualTo(verdict);
    assertThat(answer.resolvedProject()).isEqualTo(resolved);
  }

  @Test
  void ofTwoChannelsWithAVersionTheOneWhosePatchesAreKnownCounts() {
    NixPackage patched = pkg("foo", "1.9", "CVE-2099-0001.patch", null);
    List<ChannelPackages> both =
        List.of(
            new ChannelPackages("bare", List.of(patched.withSources(null))),
            new ChannelPackages("full", List.of(patched)));

    assertThat(
            CaseMatcher.of(both, ProjectClustering.cluster(both), LearnedAliases.NONE)
                .judge(FLAW, new CaseMatcher.Case("foo", "foo", "1.9"))
                .judgement()
                .verdict()
                .text())
        .isEqualTo("patched");
  }

  @ParameterizedTest(name = "{0} {2} of {1}: {3}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          foo,            foo, 1.9, affected
          foo,            foo, 2.0, not_affected
          sets.foo,       '',  1.9, affected
          barServer,      bar, 4.9, affected
          qux,            qux, 1.0, unknown
          """)
  void needsNoPackages(String attribute, String project, String version, String verdict) {
    CaseMatcher.Answer answer =
        CaseMatcher.withoutPackages()
            .judge(FLAW, new CaseMatcher.Case(attribute, project, version));

    assertThat(answer.judgement().verdict().text()).as(answer.toString()).isEqualTo(verdict);
  }

  @Test
  void saysTheSameAsAMatchForThePackagesAsTheyAre() {
    Matcher whole = Matcher.of(CHANNELS, ProjectClustering.cluster(CHANNELS), LearnedAliases.NONE);

    assertThat(whole.match(FLAW).getFirst().packages())
        .hasSize(3)
        .allSatisfy(
            one ->
                assertThat(
                        matcher
                            .judge(
                                FLAW,
                                new CaseMatcher.Case(
                                    one.attribute(), "", String.valueOf(one.version())))
                            .judgement())
                    .isEqualTo(one.judgement()));
  }

  private static NixPackage pkg(
      String attribute, String version, @Nullable String patch, @Nullable String known) {
    PackageMetadata metadata =
        new PackageMetadata(
            "Does foo",
            List.of("https://github.com/acme/foo"),
            null,
            null,
            null,
            null,
            List.of(),
            Set.of(),
            List.of(),
            List.of(),
            known == null ? List.of() : List.of(known),
            true,
            false,
            List.of());
    List<Patch> patches = patch == null ? List.of() : List.of(new Patch(patch, List.of()));
    return new NixPackage(
        attribute,
        "foo-" + version,
        "foo",
        version,
        metadata,
        new PackageSources(patches, List.of(), null, Set.of()));
  }
}
