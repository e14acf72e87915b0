package io.coredeck.explorer.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.explorer.store.Page.Slice;
import io.coredeck.explorer.store.find.Filter;
import io.coredeck.model.Reservation;
import io.coredeck.model.registry.Farm;
import io.coredeck.model.registry.Location;
import io.coredeck.model.registry.Pool;
import io.coredeck.model.registry.User;
import io.coredeck.model.registry.WalletAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// What every store promises, whatever is in it and whatever database is behind it.
abstract class StoreContract extends OpenStore {

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

  @Test
  void of_writes_that_share_a_commit_those_that_fail_take_nothing_with_them() throws Exception {
    store.write(w -> w.add(user("taken")));
    var tasks = new ArrayList<Callable<Boolean>>();
    for (var i = 0; i < 100; i++) {
      var isTaken = i % 2 == 0;
      var name = isTaken ? "taken" : "user" + i;
      tasks.add(() -> {
        try {
          store.write(w -> {
            w.add(order());
            return w.add(user(name));
          });
          return !isTaken;
        } catch (StoreException _) {
          return isTaken;
        }
      });
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(tasks)) {
        assertThat(done.get()).isTrue();
      }
    }
    assertThat(store.<Long>read(r -> r.users(new Filter.Users("", ""), ALL).total())).isEqualTo(51);
    assertThat(store.<Long>write(w -> w.add(order()))).isEqualTo(51); // no number was lost either
  }

  @Test
  void all_who_listen_are_told_and_one_that_fails_undoes_nothing() throws Exception {
    var told = new ArrayList<String>();
    store.onChange(ids -> told.add("first " + ids));
    store.onChange(ids -> told.add("second " + ids));
    store.onChange(_ -> {
      throw new AssertionError("no");
    });
    assertThat(store.write(w -> w.add(volume("n1", 1), LOAD)).id()).isEqualTo(1);
    assertThat(store.write(w -> w.add(user("a"))).id()).isEqualTo(1); // others still write
    assertThat(told).containsExactly("first [1]", "second [1]");
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
}
