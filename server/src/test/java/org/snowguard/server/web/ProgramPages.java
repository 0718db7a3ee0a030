package org.snowguard.server.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/** Handlers of the tests, which tell as whom they were called. */
@Controller
final class ProgramPages {

  @Configuration(proxyBeanMethods = false)
  static class ProgramConfiguration {
    @Bean
    ProgramPages programPages() {
      return new ProgramPages();
    }
  }

  @Access(value = AccessLevel.OPERATOR, scopes = Scope.EVALUATION)
  @PostMapping("/test/program/scoped")
  Reply scoped(CurrentAccount account) {
    return Reply.json(Map.of("name", account.name()));
  }

  @Access(AccessLevel.OPERATOR)
  @PostMapping("/test/program/people")
  Reply people(CurrentAccount account) {
    return Reply.json(Map.of("name", account.name()));
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/test/program/public")
  Reply everybody(@Nullable CurrentAccount account) {
    return Reply.json(Map.of("name", account == null ? "nobody" : account.name()));
  }
}
