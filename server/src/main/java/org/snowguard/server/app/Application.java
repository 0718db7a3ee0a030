package org.snowguard.server.app;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.app.schema.Schema;
import org.snowguard.server.ingest.ImportRequested;
import org.snowguard.server.ingest.advisory.AdvisorySource;
import org.snowguard.server.ingest.cvelist.CveListSource;
import org.snowguard.server.matching.MatchingStage;
import org.snowguard.server.nixpkgs.ChannelImport;
import org.snowguard.server.operation.KnownSchema;
import org.snowguard.server.web.StartupWork;
import org.snowguard.server.web.Transactions;
import org.snowguard.server.web.WebSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Puts the features together: finds the {@code …Configuration} of each, which names its beans, and
 * the record of its settings.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan(
    basePackages = "org.snowguard.server",
    useDefaultFilters = false,
    includeFilters = @Filter(Configuration.class))
@ConfigurationPropertiesScan("org.snowguard.server")
class Application {

  /** What a start brings with it: the database is open before, and closed after, the features. */
  record Start(Database database, ImportRequested importRequested, Clock clock) {}

  static ConfigurableApplicationContext start(Settings settings, Start start) {
    SpringApplication application = new SpringApplication(Application.class);
    application.setBannerMode(Banner.Mode.OFF);
    application.setRegisterShutdownHook(false);
    Logging.use(settings.bind("snowguard.log", LogSettings.class).format(), application);
    Map<String, Object> values = new HashMap<>(settings.values());
    application.addInitializers(
        context -> {
          context
              .getEnvironment()
              .getPropertySources()
              .addFirst(new MapPropertySource("settings", values));
          context.getBeanFactory().registerSingleton("start", start);
        });
    return application.run();
  }

  @Bean
  DataSource dataSource(Start start) {
    return start.database().dataSource();
  }

  @Bean
  PlatformTransactionManager transactionManager(Start start) {
    return start.database().transactionManager();
  }

  @Bean
  Transactions transactions(PlatformTransactionManager transactionManager) {
    return new Transactions(transactionManager);
  }

  @Bean
  Jdbi jdbi(Start start) {
    return start.database().jdbi();
  }

  @Bean
  Clock clock(Start start) {
    return start.clock();
  }

  @Bean
  KnownSchema knownSchema(DataSource dataSource) {
    return new KnownSchema(new Schema(dataSource).standing().known());
  }

  @Bean
  ImportRequested importRequested(Start start) {
    return start.importRequested();
  }

  @Bean
  WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> listen(WebSettings settings) {
    return factory -> {
      factory.setPort(settings.port());
      factory.setAddress(ListenAddress.of(settings.address()));
    };
  }

  @Bean
  StartupWork importAndMatch(
      ImportRequested requested,
      CveListSource records,
      AdvisorySource advisories,
      ChannelImport channels,
      MatchingStage matching) {
    return new ImportAndMatch(requested, records, advisories, channels, matching);
  }

  @Bean
  StartupWorkRunner startupWorkRunner(ObjectProvider<StartupWork> work) {
    return new StartupWorkRunner(work.orderedStream().toList());
  }
}
