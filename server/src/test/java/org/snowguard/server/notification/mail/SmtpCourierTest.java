package org.snowguard.server.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.snowguard.server.TestClock;

class SmtpCourierTest {

  private static final URI UNSUBSCRIBE = URI.create("https://snowguard.example/unsubscribe/abc");

  private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private SmtpCourier courier() {
    return courier(server.getSmtp().getPort());
  }

  private static SmtpCourier courier(int port) {
    return new SmtpCourier(
        new MailSettings(
            "127.0.0.1", port, MailSettings.Tls.NONE, "snowguard@example.org", null, null, null),
        TestClock.at("2026-11-20T12:00:00Z"));
  }

  private static Outgoing mail(String subject, String body) {
    return new Outgoing(
        "notification-7@snowguard.example",
        MailAddress.parse("bob@example.org"),
        new MailText(subject, body),
        UNSUBSCRIBE);
  }

  private MimeMessage received() {
    return server.getReceivedMessages()[0];
  }

  @Test
  void mailIsPlainTextWithOneClickToEndIt() throws Exception {
    assertThat(courier().carry(mail("Ein Gruß", "Schöne Grüße\n")))
        .isEqualTo(new Courier.Outcome.Taken());
    MimeMessage received = received();
    assertThat(received.getSubject()).isEqualTo("Ein Gruß");
    assertThat(received.getContentType()).startsWith("text/plain").containsIgnoringCase("utf-8");
    assertThat(received.getContent().toString()).contains("Schöne Grüße");
    assertThat(received.getMessageID()).isEqualTo("<notification-7@snowguard.example>");
    assertThat(received.getHeader("List-Unsubscribe")).containsExactly("<" + UNSUBSCRIBE + ">");
    assertThat(received.getHeader("List-Unsubscribe-Post"))
        .containsExactly("List-Unsubscribe=One-Click");
    assertThat(received.getHeader("Auto-Submitted")).containsExactly("auto-generated");
  }

  @Test
  void noTextBecomesAHeader() throws Exception {
    courier().carry(mail("News\r\nBcc: victim@example.org\r\n\r\nbody", "text"));
    MimeMessage received = received();
    assertThat(received.getHeader("Bcc")).isNull();
    assertThat(received.getAllRecipients()).hasSize(1);
    assertThat(received.getSubject()).isEqualTo("News Bcc: victim@example.org body");
    assertThat(server.getReceivedMessages()).hasSize(1);
  }

  @Test
  void serverThatIsAwayIsAskedAgain() {
    SmtpCourier courier = courier();
    server.stop();
    assertThat(courier.carry(mail("News", "text"))).isInstanceOf(Courier.Outcome.NotNow.class);
  }
}
