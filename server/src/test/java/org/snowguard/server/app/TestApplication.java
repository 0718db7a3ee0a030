package org.snowguard.server.app;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.snowguard.server.ingest.ImportRequested;
import org.snowguard.server.ingest.job.Jobs;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the server inside a test. */
public final class TestApplication {

  private TestApplication() {}

  public static ConfigurableApplicationContext start(
      String databaseUrl, Map<String, String> settings, Clock clock) {
    Map<String, String> options = new HashMap<>();
    // All tests come from one address.
    options.put("snowguard.account.failed-sign-ins", "100000");
    options.putAll(settings);
    options.put("snowguard.web.port", "0");
    options.put("snowguard.database.url", databaseUrl);
    Settings resolved = Settings.resolve(options, Map.of(), null);
    Database database = Database.open(resolved.bind("snowguard.database", DatabaseSettings.class));
    return Application.start(
        resolved, new Application.Start(database, ImportRequested.NOTHING, clock));
  }

  /** Ends what runs besides answering, so that nothing but the test changes the data. */
  public static void stopBackgroundWork(ConfigurableApplicationContext context) {
    // Cut off before, it would leave no jobs to show.
    Jobs jobs = context.getBean(Jobs.class);
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (jobs.lookedAt() == null && System.nanoTime() < deadline) {
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
    context.getBean(StartupWorkRunner.class).stop();
  }
}
