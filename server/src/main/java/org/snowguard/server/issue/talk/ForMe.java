package org.snowguard.server.issue.talk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.account.ActorNames;
import org.snowguard.server.suggestion.Proposal;
import org.snowguard.server.suggestion.Proposals;
import org.snowguard.server.suggestion.Refutation;
import org.snowguard.server.suggestion.Refutations;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.UnreadCount;

/** Puts together what concerns somebody: news of issues, and what became of what he proposed. */
final class ForMe {

  private final IssueTalk talk;
  private final Proposals proposals;
  private final Refutations refutations;
  private final Accounts accounts;

  ForMe(IssueTalk talk, Proposals proposals, Refutations refutations, Accounts accounts) {
    this.talk = talk;
    this.proposals = proposals;
    this.refutations = refutations;
    this.accounts = accounts;
  }

  ForMePage of(CurrentAccount account, int limit) {
    List<Told> told = talk.told(account, limit);
    ActorNames names =
        accounts.names(
            told.stream().map(Told::actor).filter(Objects::nonNull).collect(Collectors.toSet()));
    return new ForMePage(
        told.stream().map(item -> item(item, names)).toList(),
        // As the header counts, whatever part of them is shown.
        talk.unread(account, UnreadCount.MOST),
        said(account, limit));
  }

  private static ForMePage.Item item(Told told, ActorNames names) {
    String publicId = told.publicId();
    Long actor = told.actor();
    return new ForMePage.Item(
        told.issueId(),
        publicId == null ? String.valueOf(told.issueId()) : publicId,
        told.title(),
        told.state(),
        told.why(),
        told.words(),
        actor == null ? null : names.of(actor),
        told.at(),
        told.times(),
        told.unread());
  }

  private List<ForMePage.Said> said(CurrentAccount account, int limit) {
    List<ForMePage.Said> said = new ArrayList<>();
    for (Proposal proposal : proposals.by(account.number(), limit)) {
      said.add(
          new ForMePage.Said(
              "proposed",
              path("suggestion", proposal.suggestionId()),
              proposal.label(),
              proposal.words(),
              proposal.proposedAt(),
              proposal.state(),
              null));
    }
    for (Refutation refutation : refutations.by(account.number(), limit)) {
      said.add(
          new ForMePage.Said(
              "disputed",
              path(refutation.subjectKind(), refutation.subjectId()),
              refutation.label(),
              refutation.words(),
              refutation.madeAt(),
              refutation.state(),
              refutation.answer()));
    }
    said.sort(Comparator.comparing(ForMePage.Said::at).reversed());
    return said.subList(0, Math.min(limit, said.size()));
  }

  private static @Nullable String path(String kind, long id) {
    return switch (kind) {
      case "suggestion" -> "/queue/" + id;
      case "issue" -> "/issue/" + id;
      default -> null;
    };
  }
}
