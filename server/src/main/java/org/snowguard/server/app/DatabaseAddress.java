package org.snowguard.server.app;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where PostgreSQL answers. Reads the form that hosting services put in {@code DATABASE_URL}
 * ({@code postgres://user:password@host:port/database?…}) and JDBC's own.
 */
record DatabaseAddress(String jdbcUrl, @Nullable String user, @Nullable String password) {

  static DatabaseAddress parse(String text) {
    if (text.startsWith("jdbc:postgresql:")) {
      return new DatabaseAddress(text, null, null);
    }
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme();
      if (uri.getHost() == null || !("postgres".equals(scheme) || "postgresql".equals(scheme))) {
        throw malformed();
      }
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      String jdbcUrl = "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query;
      return withLogin(jdbcUrl, uri.getRawUserInfo());
    } catch (URISyntaxException e) {
      throw malformed();
    }
  }

  private static DatabaseAddress withLogin(String jdbcUrl, @Nullable String login) {
    if (login == null) {
      return new DatabaseAddress(jdbcUrl, null, null);
    }
    int colon = login.indexOf(':');
    return colon < 0
        ? new DatabaseAddress(jdbcUrl, decode(login), null)
        : new DatabaseAddress(
            jdbcUrl, decode(login.substring(0, colon)), decode(login.substring(colon + 1)));
  }

  // A plus stands for itself in an address, unlike in a form.
  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  // The text holds a password, so that the message does not repeat it.
  private static SettingException malformed() {
    return new SettingException(
        "While reading snowguard.database.url (DATABASE_URL): its form is not known."
            + " Write postgresql://user:password@host:port/database.");
  }

  @Override
  public String toString() {
    return "DatabaseAddress[" + jdbcUrl.replaceFirst("\\?.*", "") + "]";
  }
}
