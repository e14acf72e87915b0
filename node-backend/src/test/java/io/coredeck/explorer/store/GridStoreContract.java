package io.coredeck.explorer.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.explorer.store.Reading.AccountEntry;
import io.coredeck.explorer.store.Reading.Admission;
import io.coredeck.explorer.store.Reading.ChangeEntry;
import io.coredeck.explorer.store.Reading.Load;
import io.coredeck.explorer.store.Reading.NodeEntry;
import io.coredeck.explorer.store.find.Filter;
import io.coredeck.model.NextAction;
import io.coredeck.model.Result;
import io.coredeck.model.registry.Account;
import io.coredeck.model.registry.Account.Standing;
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
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every store promises about nodes, their work and pools.
abstract class GridStoreContract extends OpenStore {

  @Test
  void nodes_are_found_by_place_farm_and_size_deleted_ones_only_if_asked() throws Exception {
    store.write(w -> {
      w.put(node(w.nextNodeNumber(), "small", 2, false));
      w.put(node(w.nextNodeNumber(), "big", 8, false));
      w.put(node(w.nextNodeNumber(), "gone", 8, true));
      w.admissions().admitNodes();
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
  void who_registers_asks_until_it_is_said_and_a_new_registration_changes_nothing()
      throws Exception {
    store.write(w -> {
      w.put(node(1, "n1", 2, false));
      w.put(node(2, "n2", 2, false));
      w.put(farm(7, 3));
      w.admissions().putNode("n1", Admission.ADMITTED);
      w.put(node(1, "n1", 4, false));
      return 0;
    });
    assertThat(store.<Optional<Admission>>read(r -> r.admissions().ofNode("n1")))
        .contains(Admission.ADMITTED);
    assertThat(store.<Optional<Admission>>read(r -> r.admissions().ofNode("n3"))).isEmpty();
    assertThat(asking(0)).containsExactly("n2");
    assertThat(asking(3)).containsExactly("n2");
    assertThat(asking(4)).isEmpty();
    store.write(w -> {
      w.admissions().putNode("n2", Admission.REFUSED);
      w.admissions().admitNodes();
      return 0;
    });
    assertThat(store.<Optional<Admission>>read(r -> r.admissions().ofNode("n2")))
        .contains(Admission.REFUSED);
    assertThat(asking(0)).isEmpty();
  }

  private List<String> asking(long owner) throws Exception {
    return store.<Page<Node>>read(r -> r.admissions().nodesAsking(owner, ALL)).entries().stream()
        .map(Node::nodeId)
        .toList();
  }

  private static Farm farm(long id, long owner) {
    var wallets = List.of(new WalletAddress("TFT", "G"));
    return new Farm(id, owner, "f" + id, "", wallets, Location.NONE);
  }

  @Test
  void users_without_an_account_ask_until_they_are_admitted_refused_or_barred() throws Exception {
    store.write(w -> {
      for (var name : List.of("ann", "ben", "cid", "dan")) {
        w.add(new User(0, name, name, "00", "", "", List.of(), false));
      }
      w.put(new AccountEntry(new Account("ben", Role.USER, 2, 1, Standing.FRESH), "p", "k"));
      w.people().bar(3);
      return 0;
    });
    assertThat(usersAsking()).containsExactly("ann", "dan");
    store.write(w -> {
      w.admissions().putUser(1, Admission.ADMITTED);
      w.put(new User(1, "ann", "other", "00", "", "", List.of(), false));
      w.admissions().putUser(4, Admission.REFUSED);
      w.admissions().admitUsers();
      return 0;
    });
    assertThat(usersAsking()).isEmpty();
    assertThat(store.<Optional<Admission>>read(r -> r.admissions().ofUser(1)))
        .contains(Admission.ADMITTED);
    assertThat(store.<Optional<Admission>>read(r -> r.admissions().ofUser(4)))
        .contains(Admission.REFUSED);
    assertThat(store.<Optional<Admission>>read(r -> r.admissions().ofUser(9))).isEmpty();
  }

  private List<String> usersAsking() throws Exception {
    return store.<Page<User>>read(r -> r.admissions().usersAsking(ALL)).entries().stream()
        .map(User::name)
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
    assertThat(store.<List<Reading.NodeEntry>>read(r -> r.queueOf("n1", 0, 9)))
        .extracting(Reading.NodeEntry::id)
        .containsExactly(3L, 1L);
    assertThat(store.<List<Reading.NodeEntry>>read(r -> r.queueOf("n2", 0, 9))).isEmpty();
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
    assertThat(store.<List<NodeEntry>>read(r -> r.deployingFrom(1, LOAD, 0, 9))).hasSize(1);
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
    assertThat(store.<List<NodeEntry>>read(r -> r.deployingFrom(1, LOAD, 0, 9))).hasSize(1);
  }

  @Test
  void of_a_pools_workloads_those_are_found_that_use_what_is_missing() throws Exception {
    for (var load : List.of(new Load(0, 0), new Load(1, 0), new Load(0, 0.5), LOAD)) {
      store.write(w -> w.add(volume("n1", 1).withNextAction(NextAction.DEPLOY), load));
    }
    assertThat(deploying(new Load(1, 0), 0, 9)).containsExactly(2L, 4L);
    assertThat(deploying(new Load(0, 1), 0, 9)).containsExactly(3L, 4L);
    assertThat(deploying(new Load(1, 1), 0, 2)).containsExactly(2L, 3L);
    assertThat(deploying(new Load(1, 1), 3, 9)).containsExactly(4L);
    assertThat(deploying(new Load(0, 0), 0, 9)).isEmpty();
  }

  private List<Long> deploying(Load wanted, long after, int limit) throws Exception {
    return store.<List<NodeEntry>>read(r -> r.deployingFrom(1, wanted, after, limit)).stream()
        .map(NodeEntry::id)
        .toList();
  }

  @Test
  void changes_come_in_parts_as_long_as_asked_but_always_one() throws Exception {
    for (var i = 0; i < 3; i++) {
      store.write(w -> w.add(volume("n1", 1), LOAD));
    }
    var all = changes(Long.MAX_VALUE);
    assertThat(all).hasSize(3);
    assertThat(changes(1)).containsExactly(all.getFirst());
    assertThat(changes(all.getFirst().text().length() + 1)).hasSize(2);
  }

  private List<ChangeEntry> changes(long most) throws Exception {
    return store.read(r -> r.changedAfter(0, 0, 9, most));
  }

  private long found(Filter.Workloads filter) throws Exception {
    return store.<Page<NodeEntry>>read(r -> r.workloads(filter, ALL)).total();
  }

  @Test
  void pools_are_found_by_owner_and_by_their_end() throws Exception {
    store.write(w -> {
      w.put(pool(1, 10));
      w.put(pool(2, Double.MAX_VALUE));
      return w.add(order());
    });
    assertThat(store.<List<Pool>>read(r -> r.poolsOf(7, 0))).hasSize(2);
    assertThat(store.<List<Pool>>read(r -> r.poolsEmptyBy(1001, 0))).hasSize(1);
    assertThat(store.<Optional<PoolOrder>>read(r -> r.poolOrder(1)))
        .hasValueSatisfying(found -> assertThat(found.nodeIds()).containsExactly("n1"));
    assertThat(store.<Optional<PoolOrder>>read(r -> r.poolOrder(2))).isEmpty();
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
}
