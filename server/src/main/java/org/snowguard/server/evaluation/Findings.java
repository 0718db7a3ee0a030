package org.snowguard.server.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.formats.archive.Decompression;
import org.snowguard.formats.sources.AppliedSources;
import org.snowguard.formats.sources.SourcesRead;
import org.snowguard.formats.sources.SourcesReader;
import org.snowguard.server.ingest.Fingerprints;
import org.snowguard.server.ingest.ReadingProblem;
import org.snowguard.server.web.BadInput;

/**
 * An evaluator's file, read.
 *
 * @param fingerprint over its lines, however they are compressed
 */
record Findings(SourcesRead read, String fingerprint) {

  static final String TAKING = "taking what an evaluation found";

  /** Unpacked; ten times what one line for each package of nixpkgs has. */
  static final long MOST = 256L << 20;

  /** Somebody else's evaluator may give up on a few more. */
  private static final double LEAST_OF_KNOWN = 0.9;

  private static final int SHOWN = 5;

  /**
   * @param name what the file is called to people
   * @throws BadInput when it is no such file, or not whole
   */
  static Findings of(Path file, String name) {
    return of(file, name, MOST);
  }

  /**
   * @param most bytes, unpacked: what they tell is held in memory
   */
  static Findings of(Path file, String name, long most) {
    MessageDigest digest = Fingerprints.sha256();
    SourcesRead read;
    try (Bounded in = new Bounded(Decompression.open(file), most)) {
      read = SourcesReader.read(new DigestInputStream(in, digest));
      if (in.isPast()) {
        throw tooLong(name, most);
      }
    } catch (IOException e) {
      throw unreadable(name, String.valueOf(e.getMessage()).replace(file.toString(), name));
    }
    Findings findings = new Findings(read, HexFormat.of().formatHex(digest.digest()));
    String brokenOff = read.brokenOff();
    if (brokenOff != null) {
      throw unreadable(name, "it breaks off %s; bring it again".formatted(brokenOff));
    }
    if (read.lines().isEmpty()) {
      throw unreadable(
          name,
          "it tells no package's patches: bring the lines of snowguard evaluate, or of"
              + " nix-eval-jobs with --apply as docs/evaluate.md says. "
              + findings.firstProblems());
    }
    return findings;
  }

  /**
   * The packages with what was found of them, in place of what is known.
   *
   * @param known of how many packages patches are known already
   * @throws BadInput when it speaks of less than half of them: it is of another channel or
   *     platform; or of clearly fewer than are known: it is a part
   */
  AppliedSources applyTo(ChannelPackages packages, int known, String name) {
    AppliedSources applied = read.applyTo(packages);
    int all = packages.packages().size();
    if (applied.applied() < (all + 1) / 2) {
      throw unreadable(
          name,
          "it tells patches of %,d of the %,d packages of %s, which is too few to be of this channel. %s"
              .formatted(applied.applied(), all, packages.channel(), firstProblems()));
    }
    if (applied.applied() < known * LEAST_OF_KNOWN) {
      throw unreadable(
          name,
          "it tells patches of %,d of the %,d packages of %s, of which %,d are known already: bring a whole evaluation, on the platform of the one before. %s"
              .formatted(applied.applied(), all, packages.channel(), known, firstProblems()));
    }
    return applied;
  }

  List<String> problems() {
    return read.problems().stream()
        .limit(SHOWN)
        .map(problem -> "line %d: %s".formatted(problem.line(), problem.reason()))
        .toList();
  }

  List<ReadingProblem> readingProblems() {
    return read.problems().stream()
        .map(problem -> new ReadingProblem("line " + problem.line(), null, problem.reason()))
        .toList();
  }

  private String firstProblems() {
    return read.problems().isEmpty()
        ? ""
        : "What could not be read begins with " + String.join("; ", problems());
  }

  private static BadInput tooLong(String name, long most) {
    return new BadInput(
        BadInput.Kind.TOO_LARGE,
        TAKING,
        name,
        "it has more than %,d bytes unpacked: leave out of its lines what docs/evaluate.md does not name."
            .formatted(most));
  }

  private static BadInput unreadable(String name, @Nullable String advice) {
    return new BadInput(BadInput.Kind.UNREADABLE, TAKING, name, String.valueOf(advice));
  }
}
