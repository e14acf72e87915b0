package io.coredeck.wire.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.model.registry.AuditEntry;
import io.coredeck.model.registry.AuditEntry.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a file of what people did promises to who opens it.
class AuditLinesTest {

  private static AuditEntry entry(String object, String detail) {
    return new AuditEntry(7, 0, 3, "ines", "key", "::1", "do.it", object, Result.REFUSED, detail);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1",
        "\u00a0=1",
        "\uFF1D1"
      })
  void no_spreadsheet_takes_a_cell_for_a_formula(String text) {
    var cells = AuditLines.CSV.line(entry(text, "x")).split(",", -1);
    assertThat(cells[7].replaceFirst("^\"", "")).startsWith("'");
    assertThat(cells[7].replace("'", "")).contains(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a;=1+1", "a;\"=1", "a,  @SUM(A1)", "a\t-1", "a\n\uFF1D1", "a;;+1"})
  void one_that_splits_elsewhere_finds_none_either(String text) {
    assertThat(AuditLines.CSV.line(entry("x", text)))
        .doesNotContainPattern("[;\\t\\n][\\s\"]*[=+@\uFF1D-]")
        .contains("'");
  }

  @Test
  void csv_is_that_of_rfc_4180() {
    assertThat(AuditLines.CSV.line(entry("a,\"b\"", "two\nlines")))
        .isEqualTo(
            "7,1970-01-01T00:00:00Z,3,ines,key,::1,do.it,\"a,\"\"b\"\"\",refused,\"two\nlines\"\r\n");
    assertThat(AuditLines.CSV.head().split(",", -1)).hasSize(10);
  }

  @Test
  void json_is_one_entry_in_each_line() {
    var line = AuditLines.JSONL.line(entry("a", "two\nlines"));
    assertThat(line).endsWith("}\n").doesNotContain("\n\"");
    assertThat(line.strip().lines()).hasSize(1);
    assertThat(AuditMessages.entries("[" + line + "]")).containsExactly(entry("a", "two\nlines"));
  }
}
