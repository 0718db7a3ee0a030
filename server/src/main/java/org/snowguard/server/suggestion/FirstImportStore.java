package org.snowguard.server.suggestion;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

final class FirstImportStore {

  public record Row(@Nullable Instant before, @Nullable Instant endedAt) {}

  private final Jdbi jdbi;

  FirstImportStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  Optional<FirstImport.Boundary> find() {
    return jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select backlog_before as before, ended_at from first_import")
                    .map(ConstructorMapper.of(Row.class))
                    .findOne())
        .map(row -> new FirstImport.Boundary(row.before(), row.endedAt()));
  }

  void fix(@Nullable Instant backlogBefore) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "insert into first_import (backlog_before) values (:before) on conflict do"
                        + " nothing")
                .bind("before", backlogBefore)
                .execute());
  }

  void end(Instant at) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("update first_import set ended_at = :at where ended_at is null")
                .bind("at", at)
                .execute());
  }
}
