package org.snowguard.server.remediation.pull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.landing.BranchName;
import org.snowguard.core.pull.AttributeForms;
import org.snowguard.core.pull.BackportText;
import org.snowguard.core.pull.NamedIds;
import org.snowguard.core.pull.PullTitle;
import org.snowguard.core.pull.VersionMove;
import org.snowguard.server.github.GitHubPull;

/**
 * A pull request with all that its words say.
 *
 * @param ids of flaws that title, text and patches name
 * @param patchIds those that a patch is named after
 * @param yearlessIds last parts of CVE ids whose year somebody forgot
 * @param packages that the title names
 */
record ReadPull(
    int number,
    String title,
    PullState state,
    long authorId,
    String head,
    String base,
    @Nullable String mergeCommit,
    Set<String> labels,
    Set<String> ids,
    Set<String> patchIds,
    Set<String> yearlessIds,
    List<Named> packages,
    @Nullable Integer backportOf,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant mergedAt,
    String url) {

  /**
   * A package of the title.
   *
   * @param attribute as titles call it
   * @param to null where no version changes
   */
  record Named(String attribute, @Nullable String from, @Nullable String to) {}

  static ReadPull of(GitHubPull pull) {
    PullTitle title = PullTitle.parse(pull.title());
    NamedIds named = NamedIds.fixedBy(pull.title(), pull.body());
    Set<String> patchIds = new TreeSet<>();
    for (String file : pull.files()) {
      if (isPatch(file)) {
        patchIds.addAll(NamedIds.in(file.substring(file.lastIndexOf('/') + 1)).ids());
      }
    }
    Set<String> ids = new TreeSet<>();
    if (!title.revert()) {
      ids.addAll(named.ids());
      ids.addAll(patchIds);
    }
    int original = original(pull);
    Instant mergedAt = pull.mergedAt();
    return new ReadPull(
        pull.number(),
        pull.title(),
        mergedAt != null ? PullState.MERGED : pull.isOpen() ? PullState.OPEN : PullState.CLOSED,
        pull.authorId(),
        pull.head(),
        pull.base(),
        mergedAt == null ? null : pull.mergeCommit(),
        new TreeSet<>(pull.labels()),
        ids,
        title.revert() ? Set.of() : patchIds,
        title.revert() ? Set.of() : named.withoutYear(),
        packages(title),
        original == 0 || original == pull.number() ? null : original,
        pull.createdAt(),
        pull.updatedAt(),
        mergedAt,
        pull.url());
  }

  /** 0 for what goes to a development branch: a "backport" there is one of upstream's. */
  private static int original(GitHubPull pull) {
    boolean isForRelease = BranchName.of(pull.base()).flatMap(BranchName::release).isPresent();
    return isForRelease ? BackportText.originalOf(pull.head(), pull.body()).orElse(0) : 0;
  }

  private static boolean isPatch(String file) {
    return file.endsWith(".patch") || file.endsWith(".diff");
  }

  private static List<Named> packages(PullTitle title) {
    List<Named> named = new ArrayList<>();
    for (VersionMove move : title.moves()) {
      named.add(new Named(AttributeForms.called(move.attribute()), move.from(), move.to()));
    }
    Set<String> moving =
        new LinkedHashSet<>(title.moves().stream().map(VersionMove::attribute).toList());
    for (String attribute : title.attributes()) {
      if (!moving.contains(attribute)) {
        named.add(new Named(AttributeForms.called(attribute), null, null));
      }
    }
    return named.stream().distinct().toList();
  }
}
