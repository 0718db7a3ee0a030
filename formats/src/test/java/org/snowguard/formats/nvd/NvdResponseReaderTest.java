package org.snowguard.formats.nvd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NvdResponseReaderTest {

  private static NvdResponse read(String text) {
    return NvdResponseReader.read(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  @Test
  void pageWithAGoodAndABadRecord() {
    NvdResponse response =
        read(
            """
            {"resultsPerPage":2,"startIndex":4,"totalResults":9,"format":"NVD_CVE","version":"2.0",
             "timestamp":"2026-11-20T14:00:00.123","vulnerabilities":[
              {"cve": {"id": "CVE-2030-0001"}}, {"cve": {"id": "no id"}}, {"cpe": 1}]}
            """);
    assertThat(response)
        .isInstanceOfSatisfying(
            NvdResponse.Page.class,
            page -> {
              assertThat(page.startIndex()).isEqualTo(4);
              assertThat(page.total()).isEqualTo(9);
              assertThat(page.timestamp()).isEqualTo("2026-11-20T14:00:00.123Z");
              assertThat(page.items())
                  .satisfiesExactly(
                      good ->
                          assertThat(good)
                              .isInstanceOfSatisfying(
                                  NvdResponse.Item.Read.class,
                                  read ->
                                      assertThat(read.raw())
                                          .asString(UTF_8)
                                          .isEqualTo("{\"id\":\"CVE-2030-0001\"}")),
                      bad -> assertThat(bad).isInstanceOf(NvdResponse.Item.Unreadable.class),
                      none -> assertThat(none).isInstanceOf(NvdResponse.Item.Unreadable.class));
            });
  }

  @Test
  void emptyPageThatSaysLittle() {
    assertThat(read("{\"totalResults\":\"many\",\"startIndex\":[1],\"vulnerabilities\":[]}"))
        .isInstanceOfSatisfying(
            NvdResponse.Page.class,
            page -> {
              assertThat(page.total()).isEqualTo(-1);
              assertThat(page.startIndex()).isEqualTo(-1);
              assertThat(page.timestamp()).isNull();
              assertThat(page.items()).isEmpty();
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          [1]                                                ; no JSON object
          {"totalResults":1}                                 ; no list of vulnerabilities
          {"totalResults":1,"vulnerabilities":{"a":1}}       ; no list of vulnerabilities
          {"totalResults":1,"vulnerabilities":[{"cve":{"id"  ; not a JSON text
          {"vulnerabilities":[]}{"vulnerabilities":[]}       ; goes on after the end
          """)
  void whatIsNoPageIsMalformed(String text, String reason) {
    assertThat(read(text))
        .isInstanceOfSatisfying(
            NvdResponse.Malformed.class,
            malformed -> assertThat(malformed.reason()).contains(reason));
  }

  @Test
  void pageOfTooManyIsMalformed() {
    String many = "{\"cve\":1},".repeat(NvdResponseReader.LARGEST_PAGE) + "{\"cve\":1}";
    assertThat(read("{\"vulnerabilities\":[" + many + "]}"))
        .isEqualTo(new NvdResponse.Malformed("more than 2,000 records"));
  }
}
