package org.snowguard.server.notification.mail;

import java.net.URI;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.web.OwnProof;
import org.snowguard.server.web.Transactions;
import org.snowguard.server.web.WebSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires this feature. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {

  @Bean
  MailAddresses mailAddresses(Jdbi jdbi, Transactions transactions, Clock clock) {
    return new MailAddresses(jdbi, transactions, clock);
  }

  @Bean
  MailOutbox mailOutbox(Jdbi jdbi, MailAddresses addresses, MailSettings settings, Clock clock) {
    return new MailOutbox(jdbi, addresses, settings.isOn(), clock);
  }

  @Bean
  MailPages mailPages(Jdbi jdbi, MailAddresses addresses, MailOutbox outbox) {
    return new MailPages(addresses, new MailStore(jdbi), outbox);
  }

  @Bean
  OwnProof unsubscribeProof() {
    return new OwnProof("/unsubscribe/*", "secret in the address");
  }

  @Bean
  @ConditionalOnProperty("snowguard.mail.host")
  MailDelivery mailDelivery(
      Jdbi jdbi,
      MailSettings settings,
      WebSettings web,
      MailWriter writer,
      ObjectProvider<LetterWriter> letters,
      Transactions transactions,
      Clock clock) {
    URI base = web.baseUrl();
    if (base == null) {
      throw new IllegalArgumentException(
          "snowguard.mail.host is set, but snowguard.web.base-url is not: mails hold links, so say"
              + " how people reach this server");
    }
    return new MailDelivery(
        jdbi,
        new SmtpCourier(settings, clock),
        writer,
        letters.orderedStream().toList(),
        base,
        transactions,
        clock);
  }
}
