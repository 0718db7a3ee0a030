package org.snowguard.server.suggestion;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.CurrentAccount;

/** Gives cards what their forms need. */
final class CardForms {

  private final Drafts drafts;
  private final Clock clock;

  CardForms(Drafts drafts, Clock clock) {
    this.drafts = drafts;
    this.clock = clock;
  }

  List<CardForm> of(List<QueueCard> cards, String back, @Nullable CurrentAccount account) {
    List<CardForm> forms = new ArrayList<>();
    for (int index = 0; index < cards.size(); index++) {
      Long next = index + 1 < cards.size() ? cards.get(index + 1).id() : null;
      forms.add(form(cards.get(index), back, next, account));
    }
    return forms;
  }

  CardForm form(
      QueueCard card, String back, @Nullable Long next, @Nullable CurrentAccount account) {
    boolean mayAccept = account != null && account.isTriager();
    return new CardForm(
        card,
        mayAccept ? drafts.openOf(card.projectId()) : List.of(),
        back,
        next,
        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
  }
}
