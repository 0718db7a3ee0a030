package org.snowguard.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void columnsStandSideBySideAndTheLastIsCut() {
    Table table = new Table("A", "LONG", "TITLE");
    table.add("1", "x", "a title that is longer than there is place for");
    StringWriter text = new StringWriter();
    table.print(new PrintWriter(text), 30);
    assertThat(text.toString().lines())
        .containsExactly("A  LONG  TITLE", "1  x     a title that is long…");
  }

  @Test
  void aTerminalObeysNothingInTexts() {
    assertThat(Table.plain("a\u001b[31mred\nb\u202ec\u0007")).isEqualTo("a [31mred b c");
  }
}
