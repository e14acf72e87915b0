package io.coredeck.explorer.store;

import io.coredeck.explorer.store.Page.Slice;
import io.coredeck.explorer.store.Reading.Load;
import io.coredeck.model.Bytes;
import io.coredeck.model.DiskType;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Reservation.Signature;
import io.coredeck.model.Reservation.SigningRequest;
import io.coredeck.model.Result;
import io.coredeck.model.Volume;
import io.coredeck.model.registry.Pool;
import io.coredeck.model.registry.PoolOrder;
import io.coredeck.model.registry.User;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A store that is open during each test, and records to put into it.
abstract class OpenStore {
  static final Load LOAD = new Load(0.25, 0.5);
  static final Slice ALL = new Slice(1, Slice.MOST);

  Store store;

  /// @return a store; the same records at every call within one test
  abstract Store open() throws Exception;

  @BeforeEach
  void start() throws Exception {
    store = open();
  }

  @AfterEach
  void stop() {
    store.close();
  }

  static User user(String name) {
    return new User(0, name, name + "@x", "", "", "", List.of(), false);
  }

  static PoolOrder order() {
    return new PoolOrder("{}", "{}", 0, 1, 1, 0, List.of("n1"), List.of(), 7, "00", 0, "");
  }

  static Pool pool(long id, double cus) {
    var end = cus > 1e9 ? Long.MAX_VALUE : 1000;
    return new Pool(id, cus, 0, 0, List.of("n1"), 0, 0, 0, 0, end, 7, 0, List.of());
  }

  static Reservation volume(String nodeId, long poolId) {
    return new Reservation(
        0,
        1,
        nodeId,
        poolId,
        "",
        "über",
        "",
        7,
        "00",
        NextAction.CREATE,
        SigningRequest.NONE,
        new SigningRequest(List.of(7L), 1),
        List.of(),
        List.of(),
        Signature.NONE,
        5,
        2,
        Result.NONE,
        new Volume(Bytes.ofGiB(1), DiskType.SSD));
  }
}
