package org.snowguard.server.suggestion;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.CurrentAccount;

/** Gives cards what their forms need. */
final class CardForms {

  private final Drafts drafts;
  private final Refutations refutations;
  private final Clock clock;

  CardForms(Drafts drafts, Refutations refutations, Clock clock) {
    this.drafts = drafts;
    this.refutations = refutations;
    this.clock = clock;
  }

  List<CardForm> of(List<QueueCard> cards, String back, @Nullable CurrentAccount account) {
    List<CardForm> forms = new ArrayList<>();
    Set<String> maintained = maintained(cards, account);
    for (int index = 0; index < cards.size(); index++) {
      Long next = index + 1 < cards.size() ? cards.get(index + 1).id() : null;
      forms.add(form(cards.get(index), back, next, account, maintained));
    }
    return forms;
  }

  CardForm form(
      QueueCard card, String back, @Nullable Long next, @Nullable CurrentAccount account) {
    return form(card, back, next, account, maintained(List.of(card), account));
  }

  private Set<String> maintained(List<QueueCard> cards, @Nullable CurrentAccount account) {
    return refutations.maintained(
        account, cards.stream().flatMap(card -> card.attributes().stream()).distinct().toList());
  }

  private CardForm form(
      QueueCard card,
      String back,
      @Nullable Long next,
      @Nullable CurrentAccount account,
      Set<String> maintained) {
    boolean mayAccept = account != null && account.isTriager();
    return new CardForm(
        card,
        mayAccept ? drafts.openOf(card.projectId()) : List.of(),
        card.undisputed().stream().filter(maintained::contains).toList(),
        back,
        next,
        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
  }
}
