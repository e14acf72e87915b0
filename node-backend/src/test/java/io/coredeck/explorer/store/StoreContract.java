package io.coredeck.explorer.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.explorer.store.Page.Slice;
import io.coredeck.explorer.store.Reading.AccountEntry;
import io.coredeck.explorer.store.Reading.Load;
import io.coredeck.explorer.store.Reading.TokenEntry;
import io.coredeck.model.Bytes;
import io.coredeck.model.DiskType;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Reservation.Signature;
import io.coredeck.model.Reservation.SigningRequest;
import io.coredeck.model.Result;
import io.coredeck.model.Volume;
import io.coredeck.model.registry.Account;
import io.coredeck.model.registry.ApiToken;
import io.coredeck.model.registry.ApiToken.Scope;
import io.coredeck.model.registry.AuditEntry;
import io.coredeck.model.registry.Farm;
import io.coredeck.model.registry.Location;
import io.coredeck.model.registry.Node;
import io.coredeck.model.registry.Node.WorkloadCounts;
import io.coredeck.model.registry.Pool;
import io.coredeck.model.registry.PoolOrder;
import io.coredeck.model.registry.ResourceAmount;
import io.coredeck.model.registry.Role;
import io.coredeck.model.registry.User;
import io.coredeck.model.registry.WalletAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every store promises, whatever database is behind it.
abstract class StoreContract {
  private static final Load LOAD = new Load(0.25, 0.5);
  private static final Slice ALL = new Slice(1, Slice.MOST);

  private Store store;

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

  @Test
  void what_was_written_is_read_back_equal_also_after_reopening() throws Exception {
    var user =
        store.write(w ->
            w.add(
                new User(
                    0,
                    "alice",
                    "a@x",
                    "00",
                    "host",
                    "über",
                    List.of(new WalletAddress("TFT", "G")),
                    true)));
    var farm =
        store.write(w -> w.add(new Farm(0, user.id(), "farm", "", List.of(), Location.NONE)));
    var workload = store.write(w -> w.add(volume("n1", 1), LOAD));
    store.close();
    store = open();
    assertThat(store.<Optional<User>>read(r -> r.user(user.id()))).contains(user);
    assertThat(store.<Optional<Farm>>read(r -> r.farm(farm.id()))).contains(farm);
    assertThat(store.<Optional<Reservation>>read(r -> r.workload(workload.id())))
        .contains(workload);
  }

  @Test
  void numbers_start_at_one_for_each_kind_and_are_never_given_twice() throws Exception {
    assertThat(store.write(w -> w.add(volume("n1", 1), LOAD)).id()).isEqualTo(1);
    assertThat(store.write(w -> w.add(user("a"))).id()).isEqualTo(1);
    assertThat(store.<Long>write(w -> w.add(order()))).isEqualTo(1);
    assertThat(store.write(w -> w.add(volume("n2", 1), LOAD)).id()).isEqualTo(2);
    store.close();
    store = open();
    assertThat(store.write(w -> w.add(volume("n1", 1), LOAD)).id()).isEqualTo(3);
    assertThat(store.<Long>read(Reading::lastWorkloadId)).isEqualTo(3);
  }

  @Test
  void a_write_that_fails_changes_nothing() throws Exception {
    assertThatThrownBy(() ->
            store.write(w -> {
              w.add(user("a"));
              throw new IllegalArgumentException("no");
            }))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(store.<Long>read(r -> r.users(new Filter.Users("", ""), ALL).total())).isZero();
    assertThat(store.write(w -> w.add(user("b"))).id()).isEqualTo(1);
  }

  @Test
  void a_name_or_email_is_taken_once() throws Exception {
    store.write(w -> w.add(user("a")));
    assertThatThrownBy(() -> store.write(w -> w.add(user("a")))).isInstanceOf(StoreException.class);
  }

  @Test
  void writes_at_once_come_one_after_the_other() throws Exception {
    store.write(w -> {
      w.put(pool(1, 0));
      return 0;
    });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(Collections.nCopies(50, this::addOne))) {
        done.get();
      }
    }
    assertThat(store.<Optional<Pool>>read(r -> r.pool(1)).orElseThrow().cus()).isEqualTo(50);
  }

  private int addOne() throws Exception {
    return store.write(w -> {
      var pool = w.pool(1).orElseThrow();
      w.put(pool(1, pool.cus() + 1));
      return 0;
    });
  }

  @Test
  void a_list_comes_in_pages_ascending_with_the_total() throws Exception {
    for (var i = 0; i < 5; i++) {
      var name = "user" + i;
      store.write(w -> w.add(user(name)));
    }
    var page = store.<Page<User>>read(r -> r.users(new Filter.Users("", ""), new Slice(2, 2)));
    assertThat(page.entries()).extracting(User::id).containsExactly(3L, 4L);
    assertThat(page.total()).isEqualTo(5);
    assertThat(page.pagesOf(2)).isEqualTo(3);
    assertThat(store.<Page<User>>read(r -> r.users(new Filter.Users("user3", ""), ALL)).entries())
        .extracting(User::name)
        .containsExactly("user3");
  }

  @Test
  void nodes_are_found_by_place_farm_and_size_deleted_ones_only_if_asked() throws Exception {
    store.write(w -> {
      w.put(node(w.nextNodeNumber(), "small", 2, false));
      w.put(node(w.nextNodeNumber(), "big", 8, false));
      w.put(node(w.nextNodeNumber(), "gone", 8, true));
      return 0;
    });
    assertThat(nodes(new Filter.Nodes(0, "", "", 0, 0, 0, 0, false)))
        .containsExactly("small", "big");
    assertThat(nodes(new Filter.Nodes(7, "Belgium", "Ghent", 4, 4, 0, 0, false)))
        .containsExactly("big");
    assertThat(nodes(new Filter.Nodes(0, "", "", 0, 0, 0, 0, true))).hasSize(3);
    assertThat(nodes(new Filter.Nodes(0, "France", "", 0, 0, 0, 0, true))).isEmpty();
  }

  private List<String> nodes(Filter.Nodes filter) throws Exception {
    return store.<Page<Node>>read(r -> r.nodes(filter, ALL)).entries().stream()
        .map(Node::nodeId)
        .toList();
  }

  @Test
  void a_nodes_public_config_outlives_its_registrations_and_proofs_are_bounded() throws Exception {
    store.write(w -> {
      var number = w.nextNodeNumber();
      w.put(node(number, "n1", 2, false));
      w.putPublicConfig("n1", "{\"a\":1}");
      w.put(node(number, "n1", 4, false));
      IntStream.range(0, Writing.MOST_PROOFS + 3).forEach(i -> w.addProof("n1", "" + i));
      return 0;
    });
    assertThat(store.<String>read(r -> r.publicConfigOf("n1"))).isEqualTo("{\"a\":1}");
    assertThat(store.<String>read(r -> r.publicConfigOf("other"))).isEqualTo("null");
    assertThat(store.<List<String>>read(r -> r.proofsOf("n1")))
        .hasSize(Writing.MOST_PROOFS)
        .startsWith("3")
        .endsWith("12");
  }

  @Test
  void a_node_gets_its_work_from_a_number_on_and_only_what_is_to_be_done() throws Exception {
    for (var action : NextAction.values()) {
      store.write(w -> w.add(volume("n1", 1).withNextAction(action), LOAD));
      store.write(w -> w.add(volume("n2", 1).withNextAction(action), LOAD));
    }
    assertThat(workOf("n1", 0, 10)).containsExactly(7L, 9L);
    assertThat(workOf("n1", 8, 10)).containsExactly(9L);
    assertThat(workOf("n1", 0, 1)).containsExactly(7L);
  }

  private List<Long> workOf(String node, long from, int limit) throws Exception {
    return store.<List<Reading.NodeEntry>>read(r -> r.workOf(node, from, limit)).stream()
        .map(Reading.NodeEntry::id)
        .toList();
  }

  @Test
  void a_queue_keeps_the_order_and_asking_again_goes_to_the_end() throws Exception {
    store.write(w -> {
      IntStream.range(0, 3).forEach(i -> w.enqueue("n1", w.add(volume("n1", 1), LOAD).id()));
      w.enqueue("n1", 1);
      w.dequeue(2);
      w.dequeue(99);
      return 0;
    });
    assertThat(store.<List<Reading.NodeEntry>>read(r -> r.queueOf("n1")))
        .extracting(Reading.NodeEntry::id)
        .containsExactly(3L, 1L);
    assertThat(store.<List<Reading.NodeEntry>>read(r -> r.queueOf("n2"))).isEmpty();
  }

  @Test
  void workloads_are_found_by_customer_action_and_kind() throws Exception {
    store.write(w -> w.add(volume("n1", 1), LOAD));
    store.write(w -> w.add(volume("n1", 1).withPlace("n1", 1, 8), LOAD));
    store.write(w -> w.add(volume("n1", 1).withNextAction(NextAction.DEPLOY), LOAD));
    assertThat(found(new Filter.Workloads(8, -1, -1))).isEqualTo(1);
    assertThat(found(new Filter.Workloads(0, NextAction.CREATE.code(), -1))).isEqualTo(2);
    assertThat(found(new Filter.Workloads(0, -1, 2))).isEqualTo(3);
    assertThat(found(new Filter.Workloads(0, -1, 1))).isZero();
    assertThat(store.<List<Reservation>>read(r -> r.deployingFrom(1))).hasSize(1);
  }

  @Test
  void a_workload_is_unanswered_until_its_result_is_there() throws Exception {
    var deploying =
        store.write(w -> w.add(volume("n1", 1).withNextAction(NextAction.DEPLOY), LOAD));
    assertThat(store.<Load>read(r -> r.unansweredFrom(1))).isEqualTo(LOAD);
    var result = new Result(2, "1-1", "null", "", Result.State.OK, "", 1, "n1");
    store.write(w -> {
      w.put(deploying.withResult(result));
      return 0;
    });
    assertThat(store.<Load>read(r -> r.unansweredFrom(1))).isEqualTo(new Load(0, 0));
    assertThat(store.<List<Reservation>>read(r -> r.deployingFrom(1))).hasSize(1);
  }

  private long found(Filter.Workloads filter) throws Exception {
    return store.<Page<String>>read(r -> r.workloadTexts(filter, ALL)).total();
  }

  @Test
  void pools_are_found_by_owner_and_by_their_end() throws Exception {
    store.write(w -> {
      w.put(pool(1, 10));
      w.put(pool(2, Double.MAX_VALUE));
      return w.add(order());
    });
    assertThat(store.<List<Pool>>read(r -> r.poolsOf(7))).hasSize(2);
    assertThat(store.<List<Pool>>read(r -> r.poolsEmptyBy(1001))).hasSize(1);
    assertThat(store.<Optional<PoolOrder>>read(r -> r.poolOrder(1)))
        .hasValueSatisfying(found -> assertThat(found.nodeIds()).containsExactly("n1"));
    assertThat(store.<Optional<PoolOrder>>read(r -> r.poolOrder(2))).isEmpty();
  }

  private static User user(String name) {
    return new User(0, name, name + "@x", "", "", "", List.of(), false);
  }

  private static PoolOrder order() {
    return new PoolOrder("{}", "{}", 0, 1, 1, 0, List.of("n1"), List.of(), 7, "00", 0, "");
  }

  private static Pool pool(long id, double cus) {
    var end = cus > 1e9 ? Long.MAX_VALUE : 1000;
    return new Pool(id, cus, 0, 0, List.of("n1"), 0, 0, 0, 0, end, 7, 0, List.of());
  }

  private static Node node(long id, String nodeId, long cru, boolean deleted) {
    return new Node(
        id,
        nodeId,
        "",
        7,
        "v",
        0,
        0,
        0,
        "",
        new Location("Ghent", "Belgium", "", 0, 0),
        new ResourceAmount(cru, cru, 0, 0),
        ResourceAmount.NONE,
        ResourceAmount.NONE,
        WorkloadCounts.NONE,
        List.of(),
        false,
        false,
        "",
        List.of(),
        deleted);
  }

  private static Reservation volume(String nodeId, long poolId) {
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

  @Test
  void a_token_is_found_by_its_hash_until_it_is_forgotten() throws Exception {
    var token = new ApiToken(0, "ci", Scope.WRITE, 100, 200, 0);
    var kept = store.write(w -> w.people().add(7, token, "hash"));
    assertThat(kept.id()).isEqualTo(1);
    store.close();
    store = open();
    assertThat(store.<Optional<TokenEntry>>read(r -> r.people().token("hash")))
        .contains(new TokenEntry(kept, 7, 0));
    assertThat(store.<Optional<TokenEntry>>read(r -> r.people().token("other"))).isEmpty();
    store.write(w -> {
      w.people().used(kept.id(), 150);
      return 0;
    });
    assertThat(store.<List<ApiToken>>read(r -> r.people().tokensOf(7)))
        .extracting(ApiToken::lastUsed)
        .containsExactly(150L);
    assertThat(store.<Boolean>write(w -> w.people().revoke(8, kept.id(), 160))).isFalse();
    assertThat(store.<Boolean>write(w -> w.people().revoke(7, kept.id(), 160))).isTrue();
    assertThat(store.<Boolean>write(w -> w.people().revoke(7, kept.id(), 170))).isFalse();
    assertThat(store.<List<ApiToken>>read(r -> r.people().tokensOf(7))).isEmpty();
    assertThat(store.<Optional<TokenEntry>>read(r -> r.people().token("hash")).orElseThrow())
        .extracting(TokenEntry::revoked)
        .isEqualTo(160L);
    store.write(w -> {
      w.people().removeTokensEndedBefore(161);
      return 0;
    });
    assertThat(store.<Optional<TokenEntry>>read(r -> r.people().token("hash"))).isEmpty();
  }

  @Test
  void what_people_did_is_found_newest_first_or_after_one_and_pruned() throws Exception {
    for (var i = 1; i <= 10; i++) {
      var entry = deed(i, i % 2 == 0 ? AuditEntry.Result.OK : AuditEntry.Result.REFUSED);
      assertThat(store.write(w -> w.people().add(entry)).id()).isEqualTo(i);
    }
    assertThat(audit(nothing(-1), 2, 3)).extracting(AuditEntry::id).containsExactly(8L, 7L, 6L);
    assertThat(audit(nothing(7), 0, 2)).extracting(AuditEntry::id).containsExactly(8L, 9L);
    var one = new Filter.Audit(-1, 0, "A_B", "do.", "%", "ok", 4, 7);
    assertThat(audit(one, 0, 9)).extracting(AuditEntry::id).containsExactly(6L, 4L);
    assertThat(audit(new Filter.Audit(-1, 99, "", "", "", "", 0, 0), 0, 9)).isEmpty();
    assertThat(audit(new Filter.Audit(-1, 0, "axb", "", "", "", 0, 0), 0, 9)).isEmpty();
    prune(0, 100, 2);
    assertThat(audit(nothing(-1), 0, 99))
        .extracting(AuditEntry::id)
        .containsExactly(10L, 9L, 8L, 7L, 6L, 4L, 2L);
    prune(0, 3, 3);
    assertThat(audit(nothing(-1), 0, 99)).extracting(AuditEntry::id).containsExactly(10L, 9L, 8L);
    prune(10, 3, 3);
    assertThat(audit(nothing(-1), 0, 99)).extracting(AuditEntry::id).containsExactly(10L);
  }

  private static AuditEntry deed(long at, AuditEntry.Result result) {
    return new AuditEntry(
        0, at, 5, "a_b", "key", "127.0.0.1", "do.it", "50% of it", result, "détail");
  }

  private static Filter.Audit nothing(long after) {
    return new Filter.Audit(after, 0, "", "", "", "", 0, 0);
  }

  private List<AuditEntry> audit(Filter.Audit filter, long skip, int size) throws Exception {
    return store.<Page<AuditEntry>>read(r -> r.people().audit(filter, skip, size)).entries();
  }

  private void prune(long before, long most, long refused) throws Exception {
    store.write(w -> {
      w.people().pruneAudit(before, most, refused);
      return 0;
    });
  }

  @Test
  void an_account_is_read_back_as_it_was_put() throws Exception {
    var standing = new Account.Standing(true, true, 77, 3);
    var entry = new AccountEntry(new Account("ines", Role.USER, 5, 66, standing), "h", "k");
    store.write(w -> {
      w.put(entry);
      return 0;
    });
    assertThat(store.<Optional<AccountEntry>>read(r -> r.accountOf(5))).contains(entry);
    var changed = entry.with(entry.account().withStanding(standing.withDisabled(false)));
    store.write(w -> {
      w.put(changed);
      return 0;
    });
    assertThat(store.<Optional<AccountEntry>>read(r -> r.account("ines"))).contains(changed);
  }
}
