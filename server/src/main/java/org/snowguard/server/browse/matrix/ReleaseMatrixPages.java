package org.snowguard.server.browse.matrix;

import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.Reply;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a release still lacks. */
@Controller
final class ReleaseMatrixPages {

  private final ReleaseMatrix matrix;

  ReleaseMatrixPages(ReleaseMatrix matrix) {
    this.matrix = matrix;
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/release-matrix")
  Reply matrix(
      @RequestParam(defaultValue = "") String severity,
      @RequestParam(defaultValue = "") String channel,
      @RequestParam(defaultValue = "") String order,
      @RequestParam(required = false) @Nullable String after) {
    ReleaseMatrixPage page = matrix.page(MatrixFilter.of(severity, channel, order), after);
    return Reply.page("matrix/releaseMatrix", page).twin(page.rows()).inApi("status");
  }
}
