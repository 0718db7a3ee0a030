package org.snowguard.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.server.web.WebSettings;

class SettingsTest {

  @TempDir private Path directory;

  @Test
  void optionsWinOverTheEnvironmentWhichWinsOverTheFile() throws IOException {
    Path file = Files.writeString(directory.resolve("s.properties"), "snowguard.web.port=1001\n");
    Map<String, String> environment = Map.of("PORT", "1002");

    assertThat(port(Map.of(), Map.of(), file)).isEqualTo(1001);
    assertThat(port(Map.of(), environment, file)).isEqualTo(1002);
    assertThat(port(Map.of("snowguard.web.port", "1003"), environment, file)).isEqualTo(1003);
    assertThat(Settings.resolve(Map.of(), Map.of(), null).bind("snowguard.web", WebSettings.class))
        .extracting(WebSettings::port)
        .isEqualTo(8080);
  }

  @Test
  void yamlIsReadToo() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("s.yaml"),
            """
            snowguard:
              web:
                port: 1004
                base-url: https://example.org
            """);
    WebSettings web =
        Settings.resolve(Map.of(), Map.of(), file).bind("snowguard.web", WebSettings.class);
    assertThat(web.port()).isEqualTo(1004);
    assertThat(web.isSecure()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          snowguard.web.prot,         snowguard.web.port
          snowguard.web.base_url,     snowguard.web.base-url
          snowguard.databse.url,      snowguard.database.url
          snowguard.port,             snowguard.web.port
          """)
  void unknownNameIsAnErrorThatNamesTheNearest(String given, String meant) throws IOException {
    Path file = Files.writeString(directory.resolve("s.properties"), given + "=1\n");
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> Settings.resolve(Map.of(), Map.of(), file))
        .withMessageContaining("\"" + given + "\"")
        .withMessageContaining("\"" + meant + "\"")
        .withMessageContaining(file.toString());
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> Settings.resolve(Map.of(given, "1"), Map.of(), null))
        .withMessageContaining("\"" + meant + "\"");
  }

  @Test
  void unknownVariableOfOursIsAnErrorOthersAreNot() {
    assertThat(Settings.resolve(Map.of(), Map.of("HOME", "/home/alice"), null).values()).isEmpty();
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> Settings.resolve(Map.of(), Map.of("SNOWGUARD_BASEURL", "x"), null))
        .withMessageContaining("SNOWGUARD_BASEURL")
        .withMessageContaining("SNOWGUARD_BASE_URL");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          snowguard.web.port,              70000,            from 0
          snowguard.web.base-url,          example.org,      https://
          snowguard.web.session-idle,      5s,               at least a minute
          snowguard.database.connections,  2,                at least 3
          """)
  void unusableValueSaysWhatToGive(String name, String value, String advice) {
    Settings settings = Settings.resolve(Map.of(name, value), Map.of(), null);
    Class<?> type = name.contains(".web.") ? WebSettings.class : DatabaseSettings.class;
    String prefix = name.substring(0, name.lastIndexOf('.'));
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> settings.bind(prefix, type))
        .withMessageContaining(name)
        .withMessageContaining(advice);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          postgres://alice:se%40cret@db:5433/sg,    jdbc:postgresql://db:5433/sg,            alice, se@cret
          postgresql://alice:a+b@db/sg,             jdbc:postgresql://db/sg,                 alice, a+b
          postgresql://db/sg?sslmode=require,       jdbc:postgresql://db/sg?sslmode=require, -,     -
          jdbc:postgresql://db/sg,                  jdbc:postgresql://db/sg,                 -,     -
          """)
  void databaseAddressIsReadInBothForms(String url, String jdbcUrl, String user, String password) {
    assertThat(DatabaseAddress.parse(url)).isEqualTo(new DatabaseAddress(jdbcUrl, user, password));
  }

  @Test
  void malformedDatabaseAddressKeepsItsPassword() {
    assertThatExceptionOfType(SettingException.class)
        .isThrownBy(() -> DatabaseAddress.parse("mysql://alice:secret@db/sg"))
        .withMessageContaining("postgresql://")
        .withMessageNotContaining("secret");
  }

  private static int port(Map<String, String> options, Map<String, String> environment, Path file) {
    return Settings.resolve(options, environment, file)
        .bind("snowguard.web", WebSettings.class)
        .port();
  }
}
