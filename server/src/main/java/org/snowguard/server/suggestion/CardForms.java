package org.snowguard.server.suggestion;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.CurrentAccount;

/** Gives cards what their forms need: a whole page in two queries. */
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
    Map<Long, List<Drafts.Draft>> open = drafts(cards, account);
    for (int index = 0; index < cards.size(); index++) {
      Long next = index + 1 < cards.size() ? cards.get(index + 1).id() : null;
      forms.add(form(cards.get(index), back, next, open, maintained));
    }
    return forms;
  }

  CardForm form(
      QueueCard card, String back, @Nullable Long next, @Nullable CurrentAccount account) {
    List<QueueCard> one = List.of(card);
    return form(card, back, next, drafts(one, account), maintained(one, account));
  }

  private Set<String> maintained(List<QueueCard> cards, @Nullable CurrentAccount account) {
    return refutations.maintained(
        account, cards.stream().flatMap(card -> card.attributes().stream()).distinct().toList());
  }

  /** What cards may be accepted into; nobody but a triager may accept any. */
  private Map<Long, List<Drafts.Draft>> drafts(
      List<QueueCard> cards, @Nullable CurrentAccount account) {
    return account != null && account.isTriager() && !cards.isEmpty()
        ? drafts.openOf(cards.stream().map(QueueCard::projectId).distinct().toList())
        : Map.of();
  }

  private CardForm form(
      QueueCard card,
      String back,
      @Nullable Long next,
      Map<Long, List<Drafts.Draft>> open,
      Set<String> maintained) {
    return new CardForm(
        card,
        open.getOrDefault(card.projectId(), List.of()),
        card.undisputed().stream().filter(maintained::contains).toList(),
        back,
        next,
        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
  }
}
