package org.snowguard.server.notification.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Speaks SMTP. Tells of failures by their codes alone: servers repeat addresses in their words. */
final class SmtpCourier implements Courier {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int FIRST_OF_PERMANENT = 500;

  /** RFC 5322 section 3.3. */
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final JavaMailSenderImpl sender;
  private final MailAddress from;
  private final Clock clock;

  SmtpCourier(MailSettings settings, Clock clock) {
    from = settings.sender();
    this.clock = clock;
    sender = new TellingSender();
    sender.setHost(settings.host());
    sender.setPort(settings.port());
    sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
    sender.setUsername(settings.user());
    sender.setPassword(settings.secret());
    sender.setProtocol(settings.tls() == MailSettings.Tls.FROM_THE_START ? "smtps" : "smtp");
    sender.setJavaMailProperties(properties(settings));
  }

  private static Properties properties(MailSettings settings) {
    String protocol = settings.tls() == MailSettings.Tls.FROM_THE_START ? "smtps" : "smtp";
    String patience = Long.toString(PATIENCE.toMillis());
    boolean starts = settings.tls() == MailSettings.Tls.STARTTLS;
    Properties properties = new Properties();
    properties.putAll(
        Map.of(
            "mail." + protocol + ".connectiontimeout",
            patience,
            "mail." + protocol + ".timeout",
            patience,
            "mail." + protocol + ".writetimeout",
            patience,
            "mail." + protocol + ".auth",
            Boolean.toString(settings.user() != null),
            "mail." + protocol + ".starttls.enable",
            Boolean.toString(starts),
            "mail." + protocol + ".starttls.required",
            Boolean.toString(starts),
            "mail." + protocol + ".ssl.checkserveridentity",
            "true",
            "mail.mime.allowutf8",
            "false"));
    return properties;
  }

  @Override
  public Outcome carry(Outgoing mail) {
    MimeMessage message;
    try {
      message = message(mail);
    } catch (MessagingException e) {
      return new Outcome.Refused("it cannot be written as a mail");
    }
    try {
      sender.send(message);
      return new Outcome.Taken();
    } catch (MailAuthenticationException e) {
      return new Outcome.NotNow("the mail server refuses our user and password");
    } catch (MailException e) {
      return judged(e);
    }
  }

  private MimeMessage message(Outgoing mail) throws MessagingException {
    MimeMessage message = new WithOwnId(sender.getSession(), mail.id());
    message.setFrom(new InternetAddress(from.text(), true));
    message.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress(mail.to().text(), true));
    message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
    message.setHeader("Date", DATE.format(clock.instant()));
    message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834 section 5
    URI unsubscribe = mail.unsubscribe();
    if (unsubscribe != null) {
      message.setHeader("List-Unsubscribe", "<" + unsubscribe + ">");
      if ("https".equals(unsubscribe.getScheme())) { // RFC 8058 section 3.1 asks for it
        message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
      }
    }
    message.setText(mail.text().body(), StandardCharsets.UTF_8.name(), "plain");
    return message;
  }

  /** Says so where a connection never came about: then nothing can have left. */
  private static final class TellingSender extends JavaMailSenderImpl {
    @Override
    protected Transport connectTransport() throws MessagingException {
      try {
        return super.connectTransport();
      } catch (AuthenticationFailedException e) {
        throw e;
      } catch (MessagingException e) {
        throw new NotConnected(e);
      }
    }
  }

  private static final class NotConnected extends MessagingException {
    NotConnected(MessagingException cause) {
      super("Not connected", cause);
    }
  }

  /** Saving a message gives it an id by the hour and the host; ours is the same for each try. */
  private static final class WithOwnId extends MimeMessage {
    private final String id;

    WithOwnId(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", "<" + id + ">");
    }
  }

  private static Outcome judged(MailException failure) {
    Throwable cause = failure.getCause();
    if (failure instanceof MailSendException sending && !sending.getFailedMessages().isEmpty()) {
      cause = sending.getFailedMessages().values().iterator().next();
    }
    for (Throwable at = cause; at != null; at = next(at)) {
      if (code(at) > 0) {
        String words = "the mail server answered with code " + code(at);
        return code(at) >= FIRST_OF_PERMANENT
            ? new Outcome.Refused(words)
            : new Outcome.NotNow(words);
      }
      if (at instanceof NotConnected) {
        return new Outcome.NotNow("the mail server cannot be reached");
      }
    }
    return new Outcome.Unknown("the connection to the mail server broke; it may have the mail");
  }

  private static int code(Throwable at) {
    return switch (at) {
      case SMTPAddressFailedException failed -> failed.getReturnCode();
      case SMTPSenderFailedException failed -> failed.getReturnCode();
      case SMTPSendFailedException failed -> failed.getReturnCode();
      default -> 0;
    };
  }

  private static @Nullable Throwable next(Throwable at) {
    return at instanceof MessagingException messaging && messaging.getNextException() != null
        ? messaging.getNextException()
        : at.getCause();
  }
}
