package org.snowguard.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.Container;
import org.snowguard.core.record.VersionStatement;
import org.snowguard.core.record.VersionStatus;

class StatementTest {
  private static final SubjectVersion SUBJECT =
      SubjectVersion.of(Fixture.pkg("foo", "1.0"), "1.0", ProjectVersions.NONE);

  @ParameterizedTest(name = "{0}, < {1}, <= {2}, {3}: {4}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # versions alone
          1.2            | -       | -    | -    | {1.2}
          1.2, 1.3       | -       | -    | -    | {1.2 1.3}
          ''             | -       | -    | -    | none
          n/a            | -       | -    | -    | none
          N/A            | -       | -    | -    | none
          0              | -       | -    | -    | none
          0.0.0          | -       | -    | -    | none
          *              | -       | -    | -    | every
          all versions   | -       | -    | -    | every
          1.2, *         | -       | -    | -    | every
          2.x            | -       | -    | -    | [2,2.*]
          < 1.2          | -       | -    | -    | (,1.2)
          < 1.2, 2.x     | -       | -    | -    | (,1.2) [2,2.*]
          < 1.2, 1.4     | -       | -    | -    | unreadable
          > 1.2          | -       | -    | -    | (1.2,)
          >= 1.2, < 1.4  | -       | -    | -    | [1.2,1.4)
          >= 0, < 1.4    | -       | -    | -    | (,1.4)
          >= 1.4, < 1.2  | -       | -    | -    | unreadable
          >= 1.0, 1.4    | -       | -    | -    | unreadable
          1.2 (2023)     | -       | -    | -    | {1.2}
          1\\.2           | -       | -    | -    | {1.2}
          see elsewhere  | -       | -    | -    | unreadable
          cpe:2.3:a:acme:foo:1.4:*:*:*:*:*:*:* | - | - | - | {1.4}
          cpe:2.3:a:acme:foo:1.4 | -  | -  | -    | {1.4}
          8u131; Other Product: 8u131 | - | - | - | {8u131}
          # ranges
          1.0            | 2.0     | -    | -    | [1.0,2.0)
          1.0            | -       | 2.0  | -    | [1.0,2.0]
          0              | 2.0     | -    | -    | (,2.0)
          *              | 2.0     | -    | -    | (,2.0)
          unspecified    | 2.0     | -    | -    | (,2.0)
          earlier        | 2.0     | -    | -    | (,2.0)
          2.x            | 2.5     | -    | -    | [2,2.5)
          >= 1.0         | 2.0     | -    | -    | [1.0,2.0)
          > 1.0          | 2.0     | -    | -    | (1.0,2.0)
          < 1.0          | 2.0     | -    | -    | (,2.0)
          1.0            | -       | *    | -    | [1.0,)
          1.0            | *       | -    | -    | [1.0,)
          1.0            | n/a     | -    | -    | [1.0,)
          0              | -       | *    | -    | every
          1.0            | -       | 2.*  | -    | [1.0,2.*]
          1.0            | <= 2.0  | -    | -    | [1.0,2.0]
          1.0            | -       | < 2.0 | -   | [1.0,2.0)
          1.0            | -       | >= 0.5 | -  | [1.0,>= 0.5]
          1.0            | ''      | -    | -    | {1.0}
          1.0            | ' '     | 2.0  | -    | [1.0,2.0]
          0              | 1.2, 2.3 | -   | -    | (,1.2) (,2.3)
          0              | 1.2, 2.x | -   | -    | (,1.2, 2.x)
          # bounds that contradict each other
          2.0            | 1.0     | -    | -    | (,2.0]!
          2.0            | 2.0     | -    | -    | (,2.0) [2.0,2.0]!
          2.0            | -       | 2.0  | -    | [2.0,2.0]
          2.0+b1         | 2.0+b2  | -    | -    | [2.0+b1,2.0+b2)
          # commits
          1da177e4c3f4   | -       | -    | git  | commits
          1da177e        | b67189690eb4 | - | git | commits
          0              | b67189690eb4 | - | git | commits
          0              | -       | 1da177e4c3f41524e886b7f1b8a0c1fc7321cac2 | - | commits
          1da177e4c3f41524e886b7f1b8a0c1fc7321cac2 | - | - | - | commits
          1.0            | 2.0     | -    | git  | [1.0,2.0)
          20230101       | -       | -    | -    | {20230101}
          """)
  void isRead(
      String version,
      @Nullable String below,
      @Nullable String upTo,
      @Nullable String type,
      String claim) {
    VersionStatement written =
        new VersionStatement(version, VersionStatus.AFFECTED, below, upTo, type, List.of());

    assertThat(Render.claim(of(entry(Fixture.CNA, written)).claim())).isEqualTo(claim);
  }

  @Test
  void anUnaffectedRangeWhoseEndsAreOneIsLeftOpen() {
    VersionStatement written =
        new VersionStatement("2.0", VersionStatus.UNAFFECTED, "2.0", null, null, List.of());

    assertThat(Render.claim(of(entry(Fixture.CNA, written)).claim())).isEqualTo("(,2.0]!");
  }

  @ParameterizedTest
  @CsvSource({"CNA, /entry/versions/0", "ADP, /entry/versions/0", "NVD, /entry", "OSV, /entry"})
  void hasAPlaceOfItsOwnOnlyInACveRecord(Container.Role role, String pointer) {
    VersionStatement written =
        new VersionStatement("2.0", VersionStatus.AFFECTED, null, null, null, List.of());

    assertThat(of(entry(new Container(role, "x"), written)).pointer()).isEqualTo(pointer);
  }

  private static Statement of(AffectedEntry entry) {
    return Statement.of(entry, SUBJECT).getFirst();
  }

  private static AffectedEntry entry(Container container, VersionStatement written) {
    return new AffectedEntry(
        "/entry",
        container,
        null,
        "foo",
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(written),
        null);
  }
}
