package org.snowguard.server.issue.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Reply;
import org.snowguard.server.web.Scope;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PutMapping;

/** Where {@code snowguard import nst} brings the decisions of the tracker before us. */
@Controller
final class IncumbentApi {

  private static final int MOST_BYTES = 64 << 20;

  private final IncumbentImport incumbent;

  IncumbentApi(IncumbentImport incumbent) {
    this.incumbent = incumbent;
  }

  @Access(value = AccessLevel.TRIAGER, scopes = Scope.TRIAGE)
  @PutMapping("/api/v1/import/nst")
  Reply take(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      throw new BadInput(
          BadInput.Kind.TOO_LARGE,
          "reading decisions of the other tracker",
          "more than " + (MOST_BYTES >> 20) + " MiB",
          "give them in several files.");
    }
    return Reply.json(incumbent.take(IncumbentReader.read(new String(body, UTF_8))));
  }
}
