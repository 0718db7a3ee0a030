package org.snowguard.localpg;

/** Starts the default database twice and says what the second start found. */
final class LifeProgram {
  private LifeProgram() {}

  static void main(String[] arguments) {
    LocalPostgresConfig config = LocalPostgresConfig.defaults();
    System.out.println("data in " + config.dataDirectory());
    try (LocalPostgres postgres = LocalPostgres.start(config)) {
      Sql.on(postgres).execute("create table note as select 'kept' as text");
    }
    try (LocalPostgres postgres = LocalPostgres.start(config)) {
      System.out.println("found " + Sql.on(postgres).query("select text from note"));
    }
  }
}
