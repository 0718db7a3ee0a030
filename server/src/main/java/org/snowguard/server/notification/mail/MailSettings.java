package org.snowguard.server.notification.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.BadInput;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * By which server mail leaves. Without a host everything but mail works.
 *
 * @param host of the SMTP server, or null
 * @param port 587 is that of submission, 465 of submission over TLS from the first byte
 * @param tls whether the connection must be encrypted
 * @param from the address that mails come from
 * @param user null: the server takes mail without
 * @param password for the environment; better give a file
 */
@ConfigurationProperties("snowguard.mail")
public record MailSettings(
    @Nullable String host,
    @DefaultValue("587") int port,
    @DefaultValue("starttls") Tls tls,
    @Nullable String from,
    @Nullable String user,
    @Nullable String password,
    @Nullable Path passwordFile) {

  /** How the connection is encrypted. */
  public enum Tls {
    STARTTLS,
    FROM_THE_START,
    NONE
  }

  public MailSettings {
    if (host != null && host.isBlank()) {
      host = null;
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException(
          "snowguard.mail.port is %d: give a port from 1 to 65535".formatted(port));
    }
    if (host != null && (from == null || from.isBlank())) {
      throw new IllegalArgumentException(
          "snowguard.mail.host is set, but snowguard.mail.from is not: give the address that mails"
              + " come from");
    }
    if (user != null && tls == Tls.NONE) {
      throw new IllegalArgumentException(
          "snowguard.mail.tls is none, but snowguard.mail.user is set: a password would travel in"
              + " the clear");
    }
  }

  /** Whether mail can leave. */
  public boolean isOn() {
    return host != null;
  }

  /** The address that mails come from. */
  MailAddress sender() {
    return MailAddress.parse(from == null ? "" : from);
  }

  /** What proves to the SMTP server who we are, or null. */
  @Nullable String secret() {
    if (password != null && !password.isBlank()) {
      return password.strip();
    }
    if (passwordFile == null) {
      return null;
    }
    try {
      return Files.readString(passwordFile).strip();
    } catch (IOException e) {
      throw new BadInput(
          "reading the password for mail",
          "snowguard.mail.password-file=" + passwordFile,
          "give a file that exists and that this process may read.");
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "the settings snowguard.mail";
  }
}
