package org.snowguard.server.publication.api;

import java.util.List;
import org.snowguard.server.publication.export.Dump;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.LocalPath;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Page;
import org.snowguard.server.web.Reply;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Everything at once, packed. */
@Controller
final class DumpApi {

  private final Dump dump;

  DumpApi(Dump dump) {
    this.dump = dump;
  }

  /**
   * A part of the dump.
   *
   * @param url path of the file
   */
  record DumpFile(String name, String holds, String url) {}

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/api/v1/dump")
  Reply parts() {
    List<DumpFile> parts =
        dump.parts().stream()
            .map(
                part ->
                    new DumpFile(
                        part.name(),
                        part.holds(),
                        "/api/v1/dump/" + LocalPath.segment(part.name())))
            .toList();
    return Reply.json(new Page<>(parts, null, parts.size()));
  }

  /** The file, whole or from where it broke off; its tag is its SHA-256. */
  @Access(AccessLevel.PUBLIC)
  @GetMapping("/api/v1/dump/{name}")
  ResponseEntity<Resource> part(@PathVariable String name) {
    Dump.Copy copy =
        dump.copy(name)
            .orElseThrow(
                () ->
                    new NotFound(
                        "reading a part of the dump",
                        "name \"" + name + "\"",
                        "see the list at /api/v1/dump."));
    return ResponseEntity.ok()
        .contentType(MediaType.valueOf("application/gzip"))
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
        .eTag("\"" + copy.sha256() + "\"")
        .cacheControl(CacheControl.maxAge(Dump.FRESH).cachePublic())
        .body(new FileSystemResource(copy.file()));
  }
}
