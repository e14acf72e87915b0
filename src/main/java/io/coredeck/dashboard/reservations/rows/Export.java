package io.coredeck.dashboard.reservations.rows;

import io.coredeck.dashboard.text.Language;
import io.coredeck.dashboard.text.NodeReason;
import io.coredeck.model.Bytes;
import io.coredeck.model.Container;
import io.coredeck.model.Reservation;
import io.coredeck.model.Volume;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Rows as CSV, in English for everybody: programs read it. Source: RFC 4180.
public final class Export {

  private static final String HEAD =
      "id,state,name,what,node,address,reserved,trouble,owner,network,cpu,memory_mib,disk_mib,"
          + "description\r\n";

  private Export() {}

  /// What a reservation takes; empty texts where that means nothing.
  private record Size(String cpu, String memory, String disk) {

    static final Size NONE = new Size("", "", "");

    static Size of(Reservation reservation) {
      return switch (reservation.workload()) {
        case Container container -> {
          var capacity = container.capacity();
          yield new Size(
              Long.toString(capacity.cpu()), mib(capacity.memory()), mib(capacity.disk()));
        }
        case Volume volume -> new Size("", "", mib(volume.size()));
        default -> NONE;
      };
    }

    private static String mib(Bytes size) {
      return Long.toString(size.toMiB());
    }
  }

  /// @param known the reservation of a row; empty if it has gone meanwhile
  public static String csv(List<Row> rows, Function<Row, Optional<Reservation>> known) {
    var text = new StringBuilder(HEAD);
    for (var row : rows) {
      text.append(cells(row, known.apply(row)).map(Export::quoted).collect(Collectors.joining(",")))
          .append("\r\n");
    }
    return text.toString();
  }

  private static Stream<String> cells(Row row, Optional<Reservation> reservation) {
    var size = reservation.map(Size::of).orElse(Size.NONE);
    return Stream.of(
        row.gwid(),
        row.look().word(),
        row.name(),
        row.what(),
        row.node(),
        row.address(),
        Instant.ofEpochSecond(row.reserved()).toString(),
        row.trouble().isEmpty() ? "" : NodeReason.in(Language.ENGLISH, row.trouble()),
        Long.toString(row.tid()),
        row.network(),
        size.cpu(),
        size.memory(),
        size.disk(),
        reservation.map(Reservation::description).orElse(""));
  }

  /// A cell that begins like a formula gets an apostrophe, so that no spreadsheet runs it.
  private static String quoted(String cell) {
    var harmless = cell.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + cell : cell;
    return harmless.matches("(?s).*[\",\\r\\n].*")
        ? '"' + harmless.replace("\"", "\"\"") + '"'
        : harmless;
  }
}
