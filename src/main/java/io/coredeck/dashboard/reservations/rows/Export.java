package io.coredeck.dashboard.reservations.rows;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Rows as CSV. Source: RFC 4180.
public final class Export {

  private static final String HEAD = "id,state,name,what,node,address,reserved,trouble\r\n";

  private Export() {}

  public static String csv(List<Row> rows) {
    var text = new StringBuilder(HEAD);
    for (var row : rows) {
      text.append(
              Stream.of(
                      row.gwid(),
                      row.look().word(),
                      row.name(),
                      row.what(),
                      row.node(),
                      row.address(),
                      Instant.ofEpochSecond(row.reserved()).toString(),
                      row.trouble())
                  .map(Export::quoted)
                  .collect(Collectors.joining(",")))
          .append("\r\n");
    }
    return text.toString();
  }

  /// A cell that begins like a formula gets an apostrophe, so that no spreadsheet runs it.
  private static String quoted(String cell) {
    var harmless = cell.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + cell : cell;
    return harmless.matches("(?s).*[\",\\r\\n].*")
        ? '"' + harmless.replace("\"", "\"\"") + '"'
        : harmless;
  }
}
