package io.coredeck.cli.setup;

import io.coredeck.model.Reservation;
import io.coredeck.sdk.workload.Addresses;
import io.coredeck.sdk.workload.WorkloadName;
import java.time.Instant;
import java.util.List;

/// Reservations as a table.
public final class Listing {

  private Listing() {}

  /// @return a row for each
  public static Table of(List<Reservation> reservations) {
    var table = table();
    reservations.forEach(one -> add(table, one));
    return table;
  }

  /// @return a table for them, empty yet
  public static Table table() {
    return new Table(
        "ID", "KIND", "STATE", "IPV4", "WHAT", "+NAME", "+NODE", "+POOL", "+IPV6", "+ASKED");
  }

  /// Adds a row.
  public static void add(Table table, Reservation one) {
    var addresses = Addresses.of(one.result());
    table.add(
        one.gwid(),
        Words.kind(one),
        Words.state(one),
        orNone(addresses.ipv4()),
        Words.subject(one),
        orNone(WorkloadName.of(one)),
        orNone(one.nodeId()),
        String.valueOf(one.poolId()),
        orNone(addresses.ipv6()),
        Instant.ofEpochSecond(one.epoch()).toString());
  }

  private static String orNone(String text) {
    return text.isEmpty() ? "-" : text;
  }
}
