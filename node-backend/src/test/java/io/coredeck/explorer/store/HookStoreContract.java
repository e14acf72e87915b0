package io.coredeck.explorer.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.explorer.store.hook.HookReading.DeliveryEntry;
import io.coredeck.explorer.store.hook.HookReading.HookEntry;
import io.coredeck.model.hook.Delivery;
import io.coredeck.model.hook.Delivery.State;
import io.coredeck.model.hook.Delivery.Try;
import io.coredeck.model.hook.HookEvent;
import io.coredeck.model.hook.HookTarget;
import io.coredeck.model.hook.Webhook;
import io.coredeck.model.hook.Webhook.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every store promises about webhooks and their deliveries.
abstract class HookStoreContract extends OpenStore {
  private static final HookTarget TARGET =
      new HookTarget(
          "https://x/",
          "über",
          true,
          List.of(HookEvent.OK),
          List.of("volume"),
          List.of(3L),
          List.of("n"),
          false);

  private HookEntry hook(long tid, HookTarget target) throws Exception {
    return store.write(w -> {
      var hook = new Webhook(w.hooks().nextHook(), tid, target, 5, Standing.FRESH, 0);
      var entry = new HookEntry(hook, "sealed", "");
      w.hooks().put(entry);
      return entry;
    });
  }

  private DeliveryEntry add(HookEntry hook, long workload) throws Exception {
    var delivery =
        new Delivery(0, "evt_a", "workload.ok", workload, 9, State.WAITING, 0, 9, Try.NONE);
    var entry = new DeliveryEntry(delivery, hook.hook().id(), 7, "{}", 9, 0);
    return store.<List<DeliveryEntry>>write(w -> w.hooks().add(List.of(entry))).getFirst();
  }

  private void put(DeliveryEntry entry) throws Exception {
    store.write(w -> {
      w.hooks().put(entry);
      return true;
    });
  }

  private List<Long> ready(HookEntry hook, long now) throws Exception {
    return store.<List<DeliveryEntry>>read(r -> r.hooks().ready(hook.hook().id(), now, 9)).stream()
        .map(one -> one.delivery().id())
        .toList();
  }

  private boolean isDue(HookEntry hook, long now) throws Exception {
    return store.<List<HookEntry>>read(r -> r.hooks().due(now, 9)).stream()
        .anyMatch(one -> one.hook().id() == hook.hook().id());
  }

  @Test
  void a_webhook_is_read_back_as_it_was_put() throws Exception {
    var made = hook(7, TARGET);
    store.close();
    store = open();
    assertThat(store.<Optional<HookEntry>>read(r -> r.hooks().hook(1))).contains(made);
    var standing = new Standing(true, "why", 1, 2, 3, 4, 5, 6);
    var changed =
        new HookEntry(made.hook().with(TARGET.withEnabled(false)).with(standing), "new", "sealed");
    store.write(w -> {
      w.hooks().put(changed);
      return true;
    });
    assertThat(store.<List<HookEntry>>read(r -> r.hooks().hooksOf(7))).containsExactly(changed);
    assertThat(store.<List<HookEntry>>read(r -> r.hooks().hooksOf(8))).isEmpty();
    assertThat(store.<List<HookEntry>>read(r -> r.hooks().hooksOf(0))).hasSize(1);
    assertThat(changed.toString()).doesNotContain("sealed");
  }

  @Test
  void active_ones_hear_of_their_owners_workloads_or_of_everybodys() throws Exception {
    var own = hook(7, HookTarget.of("https://own/"));
    var all =
        hook(
            8,
            new HookTarget(
                "https://all/", "", true, List.of(), List.of(), List.of(), List.of(), true));
    hook(7, HookTarget.of("https://off/").withEnabled(false));
    var blocked = hook(7, HookTarget.of("https://blocked/"));
    store.write(w -> {
      w.hooks().putStanding(blocked.hook().with(Standing.FRESH.stopped(true, "no")));
      return true;
    });
    assertThat(store.<List<HookEntry>>read(r -> r.hooks().listening(7))).containsExactly(own, all);
    assertThat(store.<List<HookEntry>>read(r -> r.hooks().listening(9))).containsExactly(all);
  }

  @Test
  void of_each_workload_the_oldest_that_waits_goes_first() throws Exception {
    var hook = hook(7, TARGET);
    var first = add(hook, 1);
    var second = add(hook, 1);
    var other = add(hook, 2);
    assertThat(isDue(hook, 8)).isFalse();
    assertThat(isDue(hook, 9)).isTrue();
    assertThat(ready(hook, 9)).containsExactly(first.delivery().id(), other.delivery().id());
    put(first.withLease(20));
    assertThat(ready(hook, 19)).containsExactly(other.delivery().id());
    assertThat(store.<Long>read(r -> r.hooks().inHand(hook.hook().id(), 19))).isEqualTo(1);
    assertThat(ready(hook, 20)).contains(first.delivery().id()); // who had it is gone
    put(first.with(first.delivery().tried(State.WAITING, 30, Try.NONE)));
    assertThat(ready(hook, 29)).doesNotContain(first.delivery().id(), second.delivery().id());
    put(first.with(first.delivery().tried(State.DELIVERED, 0, new Try(9, 200, 5, "", ""))));
    assertThat(ready(hook, 29)).containsExactly(second.delivery().id(), other.delivery().id());
    put(other.with(other.delivery().dropped("old")));
    put(second.withLease(89));
    assertThat(isDue(hook, 29)).isFalse();
    assertThat(isDue(hook, 28)).isTrue(); // nobody has it for so long: a clock was set back
    assertThat(store.<Long>read(r -> r.hooks().inHand(hook.hook().id(), 28))).isZero();
    assertThat(store.<List<Delivery>>read(r -> r.hooks().deliveries(hook.hook().id(), 9)))
        .extracting(Delivery::state)
        .containsExactly(State.DROPPED, State.WAITING, State.DELIVERED);
  }

  @Test
  void nothing_is_due_while_a_webhook_pauses_or_is_stopped() throws Exception {
    var hook = hook(7, TARGET);
    add(hook, 1);
    standing(hook, Standing.FRESH.failed(9, 50));
    assertThat(isDue(hook, 49)).isFalse();
    assertThat(isDue(hook, 50)).isTrue();
    standing(hook, Standing.FRESH.stopped(true, "no"));
    assertThat(isDue(hook, 50)).isFalse();
  }

  private void standing(HookEntry hook, Standing standing) throws Exception {
    store.write(w -> {
      w.hooks().putStanding(hook.hook().with(standing));
      return true;
    });
  }

  @Test
  void what_is_too_much_goes_oldest_first() throws Exception {
    var hook = hook(7, TARGET);
    var all = new ArrayList<DeliveryEntry>();
    for (var i = 0; i < 8; i++) {
      all.add(add(hook, i));
    }
    for (var i = 0; i < 3; i++) {
      put(all.get(i).with(all.get(i).delivery().tried(State.DELIVERED, 0, Try.NONE)));
    }
    put(all.get(3).withLease(60)); // somebody has it in hand
    var id = hook.hook().id();
    assertThat(store.<Long>write(w -> w.hooks().prune(id, 9, 2, 2, "dropped"))).isEqualTo(2);
    assertThat(store.<List<Delivery>>read(r -> r.hooks().deliveries(id, 9)))
        .extracting(Delivery::state)
        .containsExactly(State.WAITING, State.WAITING, State.DROPPED, State.DROPPED, State.WAITING);
    assertThat(store.<Long>read(r -> r.hooks().waiting(id))).isEqualTo(3);
  }

  @Test
  void a_webhook_goes_with_its_deliveries_and_all_of_a_user_with_the_user() throws Exception {
    var one = hook(7, TARGET);
    var other = hook(7, TARGET);
    var another = hook(8, TARGET);
    for (var hook : List.of(one, other, another)) {
      add(hook, 1);
    }
    store.write(w -> {
      w.hooks().remove(one.hook().id());
      return true;
    });
    assertThat(store.<List<Delivery>>read(r -> r.hooks().deliveries(one.hook().id(), 9))).isEmpty();
    store.write(w -> {
      w.hooks().removeAllOf(7);
      return true;
    });
    assertThat(store.<Long>read(r -> r.hooks().count())).isEqualTo(1);
    assertThat(store.<Long>read(r -> r.hooks().waiting(other.hook().id()))).isZero();
    assertThat(store.<Long>read(r -> r.hooks().waiting(another.hook().id()))).isEqualTo(1);
  }

  @Test
  void what_a_witness_writes_is_there_with_the_change_or_not_at_all() throws Exception {
    var hook = hook(7, TARGET);
    store.onWorkload((records, workload, change) -> {
      assertThat(records.workload(workload.id())).isEmpty();
      assertThat(change).isPositive();
      var delivery =
          new Delivery(
              0, "evt_b", "workload.created", workload.id(), 9, State.WAITING, 0, 9, Try.NONE);
      records.hooks().add(List.of(new DeliveryEntry(delivery, hook.hook().id(), 7, "{}", 9, 0)));
    });
    assertThatThrownBy(() ->
            store.write(w -> {
              w.add(volume("n", 1), LOAD);
              throw new IllegalStateException("no");
            }))
        .hasMessage("no");
    assertThat(store.<Long>read(r -> r.hooks().waiting(hook.hook().id()))).isZero();
    store.write(w -> w.add(volume("n", 1), LOAD));
    assertThat(store.<Long>read(r -> r.hooks().waiting(hook.hook().id()))).isEqualTo(1);
  }
}
