package org.snowguard.bench.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.snowguard.localpg.LocalPostgres;
import org.snowguard.localpg.LocalPostgresConfig;
import org.snowguard.server.app.schema.Schema;
import org.snowguard.server.operation.KnownSchema;
import org.snowguard.server.web.Transactions;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** The features of the server over a database of their own, with nothing done in the background. */
public final class StorageServer implements AutoCloseable {

  private static final int CONNECTIONS = 8;

  private final LocalPostgres postgres;
  private final HikariDataSource pool;
  private final ConfigurableApplicationContext context;

  private StorageServer(
      LocalPostgres postgres, HikariDataSource pool, ConfigurableApplicationContext context) {
    this.postgres = postgres;
    this.pool = pool;
    this.context = context;
  }

  /** Starts on an empty directory; records published before a day go to the backlog. */
  public static StorageServer start(Path data, String backlogBefore) {
    LocalPostgres postgres = LocalPostgres.start(LocalPostgresConfig.at(data.resolve("postgres")));
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(postgres.jdbcUrl());
    pool.setUsername(postgres.user());
    pool.setPassword(postgres.password());
    pool.setMaximumPoolSize(CONNECTIONS);
    pool.addDataSourceProperty("reWriteBatchedInserts", "true");
    new Schema(pool).migrate();
    SpringApplication application = new SpringApplication(Features.class);
    application.setBannerMode(Banner.Mode.OFF);
    application.addInitializers(
        context -> {
          context
              .getEnvironment()
              .getPropertySources()
              .addFirst(
                  new MapPropertySource(
                      "settings",
                      Map.of("server.port", 0, "snowguard.triage.backlog-before", backlogBefore)));
          context.getBeanFactory().registerSingleton("pool", pool);
        });
    return new StorageServer(postgres, pool, application.run());
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
    pool.close();
    postgres.close();
  }

  /** All features but the commands, which bring a database with them. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @ComponentScan(
      basePackages = "org.snowguard.server",
      useDefaultFilters = false,
      includeFilters = @Filter(Configuration.class),
      excludeFilters =
          @Filter(type = FilterType.REGEX, pattern = "org\\.snowguard\\.server\\.app\\..*"))
  @ConfigurationPropertiesScan("org.snowguard.server")
  static class Features {

    @Bean
    DataSource dataSource(HikariDataSource pool) {
      return new TransactionAwareDataSourceProxy(pool);
    }

    @Bean
    PlatformTransactionManager transactionManager(HikariDataSource pool) {
      return new JdbcTransactionManager(pool);
    }

    @Bean
    Transactions transactions(PlatformTransactionManager transactionManager) {
      return new Transactions(transactionManager);
    }

    @Bean
    Jdbi jdbi(DataSource dataSource) {
      return Jdbi.create(dataSource).installPlugin(new PostgresPlugin());
    }

    @Bean
    KnownSchema knownSchema(DataSource dataSource) {
      return new KnownSchema(new Schema(dataSource).standing().known());
    }

    @Bean
    Clock clock() {
      return Clock.systemUTC();
    }
  }
}
