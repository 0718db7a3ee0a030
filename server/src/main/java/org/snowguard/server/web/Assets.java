package org.snowguard.server.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;

/**
 * Static files under addresses that carry a digest of their content, so that browsers may keep them
 * for ever. A digest that is not the file's own is not found: during a rolling update an old node
 * never answers a new address with old bytes.
 */
public final class Assets {

  /** Where the addresses begin. */
  static final String PREFIX = "/static/";

  private static final Pattern ADDRESS =
      Pattern.compile("(?<name>[\\w./-]+)-(?<digest>[0-9a-f]{12})(?<suffix>\\.\\w+)");

  private static final Map<String, String> LIBRARIES =
      Map.of(
          "pico.css",
          "META-INF/resources/webjars/picocss__pico/2.1.1/css/pico.min.css",
          "htmx.js",
          "META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js");

  private final Map<String, String> addresses = new ConcurrentHashMap<>();

  String address(String file) {
    return addresses.computeIfAbsent(file, Assets::computeAddress);
  }

  /** The file behind {@code name-digest.suffix}, null when there is none. */
  @Nullable Resource find(String path) {
    Matcher matcher = ADDRESS.matcher(path);
    if (!matcher.matches() || path.contains("..")) {
      return null;
    }
    String file = matcher.group("name") + matcher.group("suffix");
    Resource resource = resource(file);
    return resource.exists() && address(file).equals(PREFIX + path) ? resource : null;
  }

  private static Resource resource(String file) {
    return new ClassPathResource(LIBRARIES.getOrDefault(file, "static/" + file));
  }

  private static String computeAddress(String file) {
    int dot = file.lastIndexOf('.');
    return PREFIX + file.substring(0, dot) + "-" + digest(file) + file.substring(dot);
  }

  private static String digest(String file) {
    try (InputStream content = resource(file).getInputStream()) {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.readAllBytes());
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (IOException e) {
      throw new UncheckedIOException("No static file \"" + file + "\" on the class path", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
