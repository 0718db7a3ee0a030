package org.snowguard.server.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;

/** The settings of one start: options win over the environment, which wins over the file. */
record Settings(Map<String, String> values) {

  Settings {
    values = Map.copyOf(values);
  }

  /**
   * @param options settings by name, from the command line
   * @param file a {@code .properties} or {@code .yaml} file, or null
   */
  static Settings resolve(
      Map<String, String> options, Map<String, String> environment, @Nullable Path file) {
    return resolve(KnownSettings.ofAllFeatures(), options, environment, file);
  }

  static Settings resolve(
      KnownSettings known,
      Map<String, String> options,
      Map<String, String> environment,
      @Nullable Path file) {
    Map<String, String> values = new HashMap<>();
    if (file != null) {
      values.putAll(readFile(known, file));
    }
    values.putAll(known.inEnvironment(environment));
    options.keySet().forEach(name -> known.require(name, "the command line"));
    values.putAll(options);
    return new Settings(values);
  }

  /** One feature's settings, for commands that start no web service. */
  <T> T bind(String prefix, Class<T> type) {
    Binder binder =
        new Binder(
            List.of(new MapConfigurationPropertySource(values)),
            null,
            ApplicationConversionService.getSharedInstance());
    try {
      return binder.bindOrCreate(prefix, type);
    } catch (BindException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      throw new SettingException(
          "While reading the settings %s: %s".formatted(prefix, cause.getMessage()));
    }
  }

  private static Map<String, String> readFile(KnownSettings known, Path file) {
    if (!Files.isRegularFile(file)) {
      throw new SettingException(
          "While reading settings from %s: there is no such file. Check --config."
              .formatted(file.toAbsolutePath()));
    }
    Map<String, String> values = new LinkedHashMap<>();
    try {
      for (PropertySource<?> source :
          loader(file).load(file.toString(), new FileSystemResource(file))) {
        for (String name : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
          known.require(name, file.toString());
          values.put(name, String.valueOf(source.getProperty(name)));
        }
      }
    } catch (IOException e) {
      throw new SettingException(
          "While reading settings from %s: %s. Check the file's form and permissions."
              .formatted(file, e.getMessage()));
    }
    return values;
  }

  private static PropertySourceLoader loader(Path file) {
    String name = file.toString();
    if (name.endsWith(".properties")) {
      return new PropertiesPropertySourceLoader();
    }
    if (name.endsWith(".yaml") || name.endsWith(".yml")) {
      return new YamlPropertySourceLoader();
    }
    throw new SettingException(
        "While reading settings from %s: the form is not known. Use .properties or .yaml."
            .formatted(file));
  }
}
