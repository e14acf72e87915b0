package io.coredeck.explorer;

import static io.coredeck.explorer.TestExplorer.expect;

import io.coredeck.explorer.TestExplorer.Reply;
import io.coredeck.identity.Challenges;
import io.coredeck.identity.KeyPair;
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
import io.coredeck.model.Volume;
import io.coredeck.model.Workload;
import io.coredeck.sdk.account.AccountClient.Person;
import io.coredeck.wire.Json;
import io.coredeck.wire.Messages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// An explorer with a customer, a node and a pool: enough to ask for workloads.
final class TestGrid implements AutoCloseable {
  final KeyPair alice = TestExplorer.keys(1);
  final KeyPair bob = TestExplorer.keys(2);
  final KeyPair node = TestExplorer.keys(100);
  final KeyPair otherNode = TestExplorer.keys(101);
  final TestExplorer explorer;
  final long aliceId;
  final long bobId;
  final long poolId;

  TestGrid(Path folder) throws Exception {
    this(folder, 1_000_000);
  }

  TestGrid(Path folder, long units) throws Exception {
    this(new TestExplorer(folder), units);
  }

  /// @param explorer lets in whoever registers, and is closed with the grid
  TestGrid(TestExplorer explorer, long units) throws Exception {
    this.explorer = explorer;
    aliceId = explorer.user(alice, "alice");
    bobId = explorer.user(bob, "bob");
    explorer.node(node, aliceId, "farm-one");
    poolId = explorer.pool(alice, aliceId, 0, units, node.nodeId());
  }

  static Container container(long cpu, long mebibytes) {
    return new Container(
        "http://hub/x.flist",
        "",
        "",
        Map.of("KEY", "VAL"),
        Map.of(),
        "/bin/sh",
        true,
        List.of(),
        List.of(new NetworkConnection("net1", "172.24.1.10", false, false)),
        List.of(),
        List.of(),
        new Capacity(cpu, Bytes.ofMiB(mebibytes), Bytes.ofMiB(256), DiskType.SSD),
        false);
  }

  static Volume volume() {
    return new Volume(Bytes.ofGiB(1), DiskType.SSD);
  }

  /// @return what alice would ask for, unsigned
  Reservation wish(Workload workload) {
    return new Reservation(
        0,
        1,
        node.nodeId(),
        poolId,
        "",
        "",
        "",
        aliceId,
        "",
        NextAction.DEPLOY,
        SigningRequest.NONE,
        new SigningRequest(List.of(aliceId), 1),
        List.of(),
        List.of(),
        Signature.NONE,
        explorer.now().getEpochSecond() - 3,
        0,
        Result.NONE,
        workload);
  }

  String body(Reservation wish) {
    return Json.write(wish.withCustomerSignature(Challenges.sign(alice, Challenges.create(wish))));
  }

  Reply ask(Reservation wish) throws Exception {
    return explorer.signed(alice, aliceId, "POST", "/reservations/workloads", body(wish));
  }

  long deploy(Workload workload) throws Exception {
    return Messages.reservationId(expect(201, ask(wish(workload))).text());
  }

  /// Another customer deploys on the same node.
  long deployAs(KeyPair keys, long tid, long pool, Workload workload) throws Exception {
    var body = body(keys, tid, pool, workload);
    return idOf(explorer.signed(keys, tid, "POST", "/reservations/workloads", body));
  }

  /// @param person who has signed in
  long deployAs(Person person, long pool, Workload workload) throws Exception {
    var body = body(person.keys(), person.account().tid(), pool, workload);
    return idOf(explorer.signed(person, "POST", "/reservations/workloads", body));
  }

  private static long idOf(Reply reply) throws Exception {
    return Messages.reservationId(expect(201, reply).text());
  }

  private String body(KeyPair keys, long tid, long pool, Workload workload) throws Exception {
    var wish =
        wish(workload)
            .withPlace(node.nodeId(), pool, tid)
            .withSigningRequestDelete(new SigningRequest(List.of(tid), 1));
    return Json.write(wish.withCustomerSignature(Challenges.sign(keys, Challenges.create(wish))));
  }

  Reservation workload(long id) throws Exception {
    return Json.reservation(expect(200, explorer.get("/reservations/workloads/" + id)).text());
  }

  Reply signDelete(long id) throws Exception {
    return signDelete(id, alice, aliceId);
  }

  Reply signDelete(long id, KeyPair keys, long tid) throws Exception {
    var signature = Challenges.sign(keys, Challenges.delete(workload(id), tid));
    return explorer.post(
        "/reservations/workloads/" + id + "/sign/delete",
        Messages.write(new Signature(tid, signature, 0)));
  }

  Reply poll(long from) throws Exception {
    return explorer.get("/reservations/nodes/" + node.nodeId() + "/workloads?from=" + from);
  }

  Reply poll(long from, Duration wait) throws Exception {
    var path =
        "/reservations/nodes/%s/workloads?from=%d&wait=%d"
            .formatted(node.nodeId(), from, wait.toSeconds());
    return explorer.asNode(node, "GET", path, "");
  }

  static List<Long> ids(Reply poll) {
    return Json.reservations(poll.text()).stream().map(Reservation::id).toList();
  }

  String path(long id) {
    return "/reservations/nodes/" + node.nodeId() + "/workloads/" + id + "-1";
  }

  Reply putResult(long id, Result.State state, String message) throws Exception {
    return explorer.asNode(node, "PUT", path(id), result(state, message));
  }

  static String result(Result.State state, String message) {
    return Json.write(new Result(1, "", "{\"id\":\"x\"}", "", state, message, 0, ""));
  }

  Reply delete(long id) throws Exception {
    return explorer.asNode(node, "DELETE", path(id), "");
  }

  @Override
  public void close() {
    explorer.close();
  }
}
