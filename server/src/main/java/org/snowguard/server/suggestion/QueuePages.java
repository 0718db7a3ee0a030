package org.snowguard.server.suggestion;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.nixpkgs.Channel;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.LocalPath;
import org.snowguard.server.web.Page;
import org.snowguard.server.web.Reply;
import org.snowguard.server.web.Scope;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The queue, for reading. */
@Controller
final class QueuePages {

  private static final int SIZE = 25;

  private final Queue queue;
  private final Triage triage;
  private final CardForms forms;
  private final Channels channels;
  private final AlgorithmChanges algorithm;

  QueuePages(
      Queue queue, Triage triage, CardForms forms, Channels channels, AlgorithmChanges algorithm) {
    this.algorithm = algorithm;
    this.queue = queue;
    this.triage = triage;
    this.forms = forms;
    this.channels = channels;
  }

  @Access(value = AccessLevel.PUBLIC, scopes = Scope.READ)
  @GetMapping("/queue")
  Reply list(
      @RequestParam Map<String, String> parameters,
      @Nullable CurrentAccount account,
      HttpServletRequest request) {
    QueueFilter filter = QueueFilter.parse(parameters);
    requireKnown(filter.channel());
    Page<QueueCard> cards = queue.page(filter, parameters.get("after"), SIZE, number(account));
    String path = shownPath(request);
    Page<CardForm> shown =
        new Page<>(forms.of(cards.items(), path, account), cards.next(), cards.total());
    boolean insider = isInsider(account);
    return Reply.page(
            "queue/queue",
            new QueuePage(
                filter,
                QueuePage.tabs(filter, queue.tabs()),
                channels.all().stream().map(Channel::name).toList(),
                shown,
                algorithm.banner().orElse(null),
                path))
        .twin(cards.map(card -> QueueCardPage.of(card, insider)));
  }

  /** A misspelled channel would look like an empty queue. */
  private void requireKnown(@Nullable String channel) {
    if (channel != null && channels.all().stream().noneMatch(one -> one.name().equals(channel))) {
      throw new BadInput(
          "listing the queue",
          "channel \"" + channel + "\"",
          "see the list of channels at /channels.");
    }
  }

  /** One card: a page of its own, or the part of a list that shows it anew. */
  @Access(value = AccessLevel.PUBLIC, scopes = Scope.READ)
  @GetMapping("/queue/{id}")
  Reply show(@PathVariable long id, @Nullable CurrentAccount account, HttpServletRequest request) {
    QueueCard card = queue.card(id, number(account));
    CardForm form = forms.form(card, shownPath(request), null, account);
    String template = isPartOfPage(request) ? "queue/card" : "queue/single";
    return Reply.page(template, form).twin(QueueCardPage.of(card, isInsider(account)));
  }

  /** Notes that a triager looks at a card; answers who else does, in words, or nothing. */
  @Access(value = AccessLevel.TRIAGER, scopes = Scope.TRIAGE)
  @PostMapping("/queue/{id}/opened")
  Reply opened(@PathVariable long id, CurrentAccount account) {
    String other = queue.card(id, account.number()).openedBy();
    if (other == null) {
      triage.opened(id, account.number());
    }
    return Reply.html("queue/busy", other == null ? "" : other);
  }

  private static boolean isInsider(@Nullable CurrentAccount account) {
    return account != null && account.isTriager();
  }

  private static @Nullable Long number(@Nullable CurrentAccount account) {
    return account == null ? null : account.number();
  }

  static boolean isPartOfPage(HttpServletRequest request) {
    return request.getHeader("HX-Request") != null;
  }

  /** The page that the reader sees: for a part of a page the one that asked for it. */
  static String shownPath(HttpServletRequest request) {
    String shown = request.getHeader("HX-Current-URL");
    if (shown != null && isPartOfPage(request)) {
      try {
        URI page = URI.create(shown);
        return path(page.getRawPath(), page.getRawQuery());
      } catch (IllegalArgumentException e) {
        return "/queue"; // a header that no browser of ours sends
      }
    }
    return path(request.getRequestURI(), request.getQueryString());
  }

  private static String path(@Nullable String path, @Nullable String query) {
    return LocalPath.of(query == null ? path : path + "?" + query).toString();
  }
}
