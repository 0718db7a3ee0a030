package org.snowguard.core.verdict;

/** What one speaker says of a version. */
record Opinion(Stance stance, ReasonCode code, String text, String pointer) {
  /** In falling order of what counts among speakers of equal trust. */
  enum Stance {
    AFFECTED,
    /** It speaks of the version, but how cannot be told. */
    UNDECIDED,
    NOT_AFFECTED,
    /** It names versions, and says nothing of this one. */
    NOT_ASSESSED,
    /** It calls every version affected without bounding anything. */
    UNBOUNDED,
    /** It gives no versions that can be read. */
    SILENT
  }

  boolean bounds() {
    return switch (stance) {
      case AFFECTED, UNDECIDED, NOT_AFFECTED -> true;
      case NOT_ASSESSED, UNBOUNDED, SILENT -> false;
    };
  }

  Opinion with(Stance other, ReasonCode otherCode, String otherText) {
    return new Opinion(other, otherCode, otherText, pointer);
  }

  Opinion undecided() {
    return with(Stance.UNDECIDED, code, text);
  }

  Judgement judgement() {
    Verdict verdict =
        switch (stance) {
          case AFFECTED -> Verdict.AFFECTED;
          case NOT_AFFECTED -> Verdict.NOT_AFFECTED;
          case UNDECIDED, NOT_ASSESSED, UNBOUNDED, SILENT -> Verdict.UNKNOWN;
        };
    return new Judgement(verdict, code, text, pointer);
  }
}
