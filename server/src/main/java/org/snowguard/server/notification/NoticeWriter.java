package org.snowguard.server.notification;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snowguard.server.notification.mail.MailText;
import org.snowguard.server.notification.mail.MailWriter;

/** Writes mails of notices, from what holds when they leave. */
final class NoticeWriter implements MailWriter {

  /** A mail tells so many; the rest stands in the product. */
  private static final int MOST = 100;

  private final HappeningStore happenings;
  private final NoticeStore notices;
  private final IssueMentions mentions;

  NoticeWriter(HappeningStore happenings, NoticeStore notices, IssueMentions mentions) {
    this.happenings = happenings;
    this.notices = notices;
    this.mentions = mentions;
  }

  @Override
  public Optional<MailText> write(long messageId, long account, URI base) {
    Optional<Long> gitHubId = notices.gitHubId(account);
    List<Happening> told =
        happenings.ofMessage(messageId).stream()
            .filter(happening -> gitHubId.isEmpty() || !isMentioned(happening, gitHubId.get()))
            .toList();
    if (told.isEmpty()) {
      return Optional.empty();
    }
    Map<Long, String> because = notices.because(messageId);
    if (told.size() == 1) {
      Happening one = told.getFirst();
      return Optional.of(new MailText(one.title(), entry(one, because, base)));
    }
    String entries =
        told.stream()
            .limit(MOST)
            .map(happening -> "* " + happening.title() + "\n" + entry(happening, because, base))
            .collect(Collectors.joining("\n\n"));
    String rest =
        told.size() <= MOST
            ? ""
            : "\n\nand %d more: %s".formatted(told.size() - MOST, base.resolve("/notices"));
    return Optional.of(
        new MailText("%d news of what you follow".formatted(told.size()), entries + rest));
  }

  private boolean isMentioned(Happening happening, long gitHubId) {
    Long issueId = happening.issueId();
    return issueId != null
        && happening.kind() == Happening.Kind.PUBLISHED
        && mentions.of(issueId).contains(gitHubId);
  }

  private String entry(Happening happening, Map<Long, String> because, URI base) {
    return "%s\n%s\n(%s)"
        .formatted(
            happening.words(),
            base.resolve(happening.link()),
            because.getOrDefault(happening.id(), ""));
  }
}
