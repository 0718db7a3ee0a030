package org.snowguard.server.remediation.backport;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.snowguard.core.pull.BackportPolicy;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.activity.NewEvent;
import org.snowguard.server.nixpkgs.Project;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Transactions;

/** How updates of projects come to releases. */
final class BackportPolicies {

  private final PolicyStore store;
  private final EventLog events;
  private final Transactions transactions;
  private final Clock clock;

  BackportPolicies(PolicyStore store, EventLog events, Transactions transactions, Clock clock) {
    this.store = store;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Where nobody chose, somebody decides each time. */
  BackportPolicy of(long project) {
    return store.policies(List.of(project)).getOrDefault(project, BackportPolicy.ASK);
  }

  void set(Project project, String word, long actor) {
    BackportPolicy policy =
        BackportPolicy.ofWord(word)
            .orElseThrow(
                () ->
                    new BadInput(
                        "setting how updates come to releases",
                        "\"" + word + "\"",
                        "use always, minor or ask."));
    transactions.run(
        () -> {
          BackportPolicy before = of(project.id());
          if (before != policy) {
            store.setPolicy(project.id(), policy, actor, clock.instant());
            events.append(event(project, before, policy, actor));
          }
        });
  }

  private static NewEvent event(
      Project project, BackportPolicy before, BackportPolicy policy, long actor) {
    return new NewEvent(
        "project.backport_policy",
        "project",
        project.id(),
        project.slug(),
        null,
        project.id(),
        actor,
        Map.of("policy", before.word()),
        Map.of("policy", policy.word()),
        null,
        null);
  }
}
