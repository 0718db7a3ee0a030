package org.snowguard.localpg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScratchPostgresTest {
  private final ScratchPostgres scratch = ScratchPostgres.shared();

  @Test
  void copiesOfATemplateHoldItsDataAndAreIndependent() {
    ScratchDatabase template =
        scratch.template(
            "people",
            database -> Sql.on(database).execute("create table person as select 'alice' as name"));
    ScratchDatabase first = scratch.createDatabase(template);
    ScratchDatabase second = scratch.createDatabase(template);

    Sql.on(first).execute("delete from person");

    assertThat(Sql.on(first).query("select count(*) from person")).isEqualTo("0");
    assertThat(Sql.on(second).query("select name from person")).isEqualTo("alice");
  }

  @Test
  void aTemplateIsFilledOnce() {
    ScratchDatabase first =
        scratch.template("once", database -> Sql.on(database).execute("create table t (a int)"));
    ScratchDatabase second =
        scratch.template("once", _ -> assertThat(true).as("filled a second time").isFalse());

    assertThat(second).isEqualTo(first);
  }

  @Test
  void aDroppedDatabaseIsGoneEvenWhenSomebodyIsConnected() throws Exception {
    ScratchDatabase database = scratch.createDatabase();
    try (var connection = Sql.on(database).connect()) {
      scratch.drop(database);

      assertThat(connection.isValid(1)).isFalse();
      assertThat(
              Sql.on(scratch.createDatabase())
                  .query(
                      "select count(*) from pg_database where datname = '%s'"
                          .formatted(database.name())))
          .isEqualTo("0");
    }
  }

  @Test
  void thePasswordIsNotPrinted() {
    ScratchDatabase database = scratch.createDatabase();

    assertThat(database.toString()).doesNotContain(database.password());
  }
}
