package org.snowguard.server.publication.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** The description of all this, for programs that make clients. */
@Controller
final class DescriptionApi {

  static final String RESOURCE = "/org/snowguard/server/publication/api/openapi.json";

  private final byte[] description = read();

  /** Stands at {@code /api/v1/openapi.json}: the suffix is taken off everywhere. */
  @Access(AccessLevel.PUBLIC)
  @GetMapping("/api/v1/openapi")
  ResponseEntity<byte[]> description() {
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(description);
  }

  private static byte[] read() {
    try (InputStream file = DescriptionApi.class.getResourceAsStream(RESOURCE)) {
      if (file == null) {
        throw new IllegalStateException("The jar holds no " + RESOURCE);
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("While reading " + RESOURCE, e);
    }
  }
}
