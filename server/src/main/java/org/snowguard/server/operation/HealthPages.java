package org.snowguard.server.operation;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.Reply;
import org.snowguard.server.web.Scope;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** For load balancers, monitors and whoever wonders. */
@Controller
final class HealthPages {

  private static final int UNAVAILABLE = 503;

  private final HealthChecks checks;

  HealthPages(HealthChecks checks) {
    this.checks = checks;
  }

  /** Whether this process answers at all; looks at nothing else, so that no fault restarts it. */
  @Access(AccessLevel.PUBLIC)
  @GetMapping("/health/live")
  Reply live() {
    return Reply.json(Map.of("status", Condition.UP));
  }

  /** Whether this node can be sent requests. */
  @Access(AccessLevel.PUBLIC)
  @GetMapping("/health/ready")
  Reply ready() {
    Condition condition = checks.now().condition();
    return new Reply.Json(
        Map.of("status", condition == Condition.DOWN ? Condition.DOWN : Condition.UP),
        status(condition));
  }

  /** Every part in a word, for operators in a sentence. */
  @Access(value = AccessLevel.PUBLIC, scopes = Scope.METRICS)
  @GetMapping("/health")
  Reply health(@Nullable CurrentAccount account) {
    Health health = checks.now();
    boolean mayReadDetails = account != null && account.isOperator();
    return new Reply.Json(health.answer(mayReadDetails), status(health.condition()));
  }

  private static int status(Condition condition) {
    return switch (condition) {
      case UP, DEGRADED -> 200;
      case DOWN -> UNAVAILABLE;
    };
  }
}
