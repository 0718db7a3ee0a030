package org.snowguard.server.app;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.net.URL;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Sets the log's form: before anything starts, and once more for Spring, which sets up its own. */
final class Logging {

  private static final Map<String, Object> DETAILS =
      Map.of("logging.structured.ecs.service.name", "snowguard");

  private Logging() {}

  static void use(LogSettings.Format format) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("log", DETAILS));
    // Where Spring's encoder looks for it.
    context.putObject(Environment.class.getName(), environment);
    URL configuration =
        Objects.requireNonNull(Logging.class.getClassLoader().getResource(format.configuration()));
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    try {
      configurator.doConfigure(configuration);
    } catch (JoranException e) {
      throw new IllegalStateException("A configuration of ours can be read", e);
    }
  }

  static void use(LogSettings.Format format, SpringApplication application) {
    Map<String, Object> defaults = new HashMap<>(DETAILS);
    defaults.put("logging.config", "classpath:" + format.configuration());
    application.setDefaultProperties(defaults);
  }
}
