package org.snowguard.server.evaluation;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.regex.Pattern;
import org.snowguard.server.nixpkgs.Channel;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Reply;
import org.snowguard.server.web.Scope;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The door for those who evaluate a channel where Nix is. */
@Controller
final class EvaluationApi {

  private static final Pattern REVISION = Pattern.compile("[0-9a-f]{40}");

  private final Evaluations evaluations;
  private final EvaluationSettings settings;
  private final Clock clock;

  EvaluationApi(Evaluations evaluations, EvaluationSettings settings, Clock clock) {
    this.evaluations = evaluations;
    this.settings = settings;
    this.clock = clock;
  }

  @Access(value = AccessLevel.OPERATOR, scopes = Scope.EVALUATION)
  @PutMapping("/api/v1/channel/{name}/evaluation")
  Reply take(@PathVariable String name, @RequestParam String revision, HttpServletRequest request)
      throws IOException {
    if (!REVISION.matcher(revision).matches()) {
      throw new BadInput(
          Findings.TAKING,
          "revision \"" + revision + "\"",
          "give the commit of nixpkgs that was evaluated, all 40 digits.");
    }
    Channel channel = evaluations.requireStandingAt(name, revision);
    WorkDirectory.removeLeftovers(clock.instant(), settings.directory());
    try (WorkDirectory work = WorkDirectory.in(settings.directory())) {
      Path file = work.path("upload");
      receive(request, file);
      return Reply.json(
          evaluations.take(
              channel, revision, file, "the file for " + name, Evaluations.Origin.UPLOAD));
    }
  }

  private void receive(HttpServletRequest request, Path file) throws IOException {
    long limit = settings.uploadLimit().toBytes();
    if (request.getContentLengthLong() > limit) {
      throw tooLarge(limit);
    }
    try (InputStream in = request.getInputStream();
        OutputStream out = Files.newOutputStream(file)) {
      byte[] portion = new byte[1 << 16];
      long received = 0;
      for (int bytes = in.read(portion); bytes >= 0; bytes = in.read(portion)) {
        received += bytes;
        if (received > limit) {
          throw tooLarge(limit);
        }
        out.write(portion, 0, bytes);
      }
    }
  }

  private static BadInput tooLarge(long limit) {
    return new BadInput(
        BadInput.Kind.TOO_LARGE,
        Findings.TAKING,
        "a file of more than %,d bytes".formatted(limit),
        "compress it by xz or zstd, or raise snowguard.evaluation.upload-limit.");
  }
}
