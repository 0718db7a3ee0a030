package org.snowguard.server.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.status.Status;
import org.snowguard.core.status.StatusHow;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.issue.content.IssueFinding;
import org.snowguard.server.issue.content.IssueFinding.Judgement;
import org.snowguard.server.remediation.status.StatusRow;

class StatusLineTest {

  private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");

  private static IssueFinding finding(Status status) {
    return new IssueFinding(
        "CVE-2024-0001",
        "zlib",
        "nixos-26.05",
        2,
        true,
        "1.2",
        true,
        Verdict.AFFECTED,
        "1.2 < 1.3",
        new Judgement(Verdict.AFFECTED, "in_affected_range", "1.2 < 1.3"),
        null,
        null,
        null,
        null,
        status,
        List.of());
  }

  /** All rows of an issue count as taken up by people; not all is said by them. */
  @ParameterizedTest
  @CsvSource({
    "AFFECTED, VERSION, false",
    "FIX_PROPOSED, PULL_REQUEST, false",
    "UNDER_INVESTIGATION, UNDECIDED, false",
    "FIXED, PATCH, false",
    "FIXED, LANDING, true",
    "NOT_AFFECTED, PERSON, true",
    "ACCEPTED_RISK, DECISION, true"
  })
  void isReviewedWhereAPersonSaidSo(Status status, StatusHow.Code code, boolean reviewed) {
    StatusRow row =
        new StatusRow(
            "CVE-2024-0001",
            "zlib",
            "nixos-26.05",
            status,
            new StatusHow(code, "because"),
            AT,
            "1.2",
            true);
    StatusLine line = StatusLine.of(finding(status), row);
    assertThat(line.reviewed()).isEqualTo(reviewed);
    assertThat(line.reasonCode()).isEqualTo(code.text());
  }
}
