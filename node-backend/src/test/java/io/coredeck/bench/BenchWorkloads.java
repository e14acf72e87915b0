package io.coredeck.bench;

import io.coredeck.model.Bytes;
import io.coredeck.model.Container;
import io.coredeck.model.Container.Capacity;
import io.coredeck.model.Container.NetworkConnection;
import io.coredeck.model.DiskType;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Reservation.Signature;
import io.coredeck.model.Reservation.SigningRequest;
import io.coredeck.model.Result;
import io.coredeck.model.Workload;
import java.util.List;
import java.util.Map;

/// Workloads of many customers on many nodes, each with a name of its own.
final class BenchWorkloads {
  static final int CUSTOMERS = 50;
  static final int NODES = 100;
  static final int IMAGES = 20;

  private BenchWorkloads() {}

  static Reservation workload(int number) {
    var customer = 1 + number % CUSTOMERS;
    var wish = reservation("node" + number % NODES, customer, customer, container(number % IMAGES));
    return wish.withEpoch(1_700_000_000L + number)
        .withTexts("what it is for", "{\"name\":\"service-%d\"}".formatted(number));
  }

  /// @return what somebody asks for
  static Reservation wish(String node, long pool) {
    return reservation(node, pool, 0, container(0));
  }

  private static Reservation reservation(String node, long pool, long customer, Workload what) {
    return new Reservation(
        0,
        1,
        node,
        pool,
        "",
        "what it is for",
        "",
        customer,
        customer == 0 ? "" : "00".repeat(64),
        NextAction.DEPLOY,
        SigningRequest.NONE,
        SigningRequest.NONE,
        List.of(),
        List.of(),
        Signature.NONE,
        5,
        Reservation.CURRENT_VERSION,
        Result.NONE,
        what);
  }

  private static Container container(int image) {
    return new Container(
        "http://hub.example.org/somebody/image-" + image + ".flist",
        "redis://hub.example.org:9900",
        "/bin/program --with some --usual arguments",
        Map.of("KEY", "VALUE", "OTHER", "VALUE"),
        Map.of("SECRET", "00".repeat(80)),
        "/bin/sh",
        false,
        List.of(),
        List.of(new NetworkConnection("network1", "172.24.1.10", false, false)),
        List.of(),
        List.of(),
        new Capacity(1, Bytes.ofMiB(1024), Bytes.ofMiB(256), DiskType.SSD),
        false);
  }
}
