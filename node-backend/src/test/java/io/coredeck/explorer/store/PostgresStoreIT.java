package io.coredeck.explorer.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.explorer.store.find.Filter;
import io.coredeck.model.Reservation;
import io.coredeck.model.registry.Pool;
import io.coredeck.testkit.TestPostgres;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The store in a PostgreSQL, of one explorer and of several.
class PostgresStoreIT extends StoreContract {
  private static final int WRITES = 100;

  private final String url = TestPostgres.database();

  PostgresStoreIT() throws SQLException {}

  @Override
  Store open() throws Exception {
    return Store.open(url);
  }

  @Test
  void a_schema_of_a_newer_version_is_refused_with_what_to_do_and_without_the_password()
      throws Exception {
    sql(
        "INSERT INTO flyway_schema_history SELECT 99, '99', 'later', 'SQL', 'V99__later.sql', 0, installed_by, installed_on, 0, true FROM flyway_schema_history WHERE installed_rank = 1");
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("99")
        .hasMessageContaining("start the newer program")
        .hasMessageNotContaining("password of");
  }

  private void sql(String text) throws SQLException {
    try (var database = DriverManager.getConnection(url);
        var statement = database.createStatement()) {
      statement.execute(text);
    }
  }

  @Test
  void a_wrong_password_is_one_sentence_without_it() {
    assertThatThrownBy(() -> Store.open(url + "wrong"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot be reached as the explorer's database")
        .hasMessageContaining("password authentication failed")
        .hasMessageNotContaining("wrong");
  }

  @Test
  void two_explorers_give_no_number_twice_lose_no_sum_and_order_their_changes() throws Exception {
    store.write(w -> {
      w.put(pool(1, 0));
      return 0;
    });
    var seen = new ArrayList<Long>();
    var ids = new HashSet<Long>();
    try (var other = open();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var done = new CompletableFuture<Void>();
      var follower = threads.submit(() -> follow(seen, done));
      var tasks = new ArrayList<Callable<Long>>();
      for (var i = 0; i < WRITES; i++) {
        tasks.add(() -> addOne(store));
        tasks.add(() -> addOne(other));
      }
      for (var one : threads.invokeAll(tasks)) {
        ids.add(one.get());
      }
      done.complete(null);
      follower.get();
    }
    assertThat(ids)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(1, 2 * WRITES).boxed().toList());
    assertThat(store.<Optional<Pool>>read(r -> r.pool(1)).orElseThrow().cus())
        .isEqualTo(2 * WRITES);
    assertThat(seen).doesNotHaveDuplicates().hasSize(2 * WRITES); // a follower missed none
  }

  private static long addOne(Store store) throws Exception {
    return store.write(w -> {
      var pool = w.pool(1).orElseThrow();
      w.put(pool(1, pool.cus() + 1));
      return w.add(volume("n1", 1), LOAD).id();
    });
  }

  private Void follow(List<Long> seen, CompletableFuture<Void> done) throws Exception {
    var after = 0L;
    while (true) {
      var isLast = done.isDone();
      var known = after;
      var news =
          store.<List<Reading.ChangeEntry>>read(
              r -> r.changedAfter(known, 0, Integer.MAX_VALUE, 1 << 20));
      news.forEach(entry -> seen.add(entry.change()));
      after = news.isEmpty() ? after : news.getLast().change();
      if (isLast && news.isEmpty()) {
        return null;
      }
    }
  }

  @Test
  void what_one_explorer_changes_another_is_told() throws Exception {
    var told = new LinkedBlockingQueue<String>();
    try (var other = open()) {
      other.onChange(ids -> told.add("changed " + ids));
      other.onQueue(new Heard(told));
      store.onChange(_ -> {});
      var one =
          store.<Reservation>write(w -> {
            var added = w.add(volume("n 1@ü", 1), LOAD);
            w.enqueue("n 1@ü", added.id());
            return added;
          });
      assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo("changed " + Set.of(one.id()));
      assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo("in n 1@ü 1");
      store.write(w -> {
        w.dequeue(one.id());
        return 0;
      });
      assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo("out n 1@ü 1");
    }
  }

  @Test
  void more_news_than_fit_and_a_lost_line_mean_that_everybody_must_look() throws Exception {
    var told = new LinkedBlockingQueue<String>();
    try (var other = open()) {
      other.onQueue(new Heard(told));
      store.write(w -> {
        for (var i = 0; i < 2000; i++) {
          w.add(volume("n1", 1), LOAD);
        }
        return 0;
      });
      assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo("unknown");
      sql(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'coredeck explorer news' AND datname = current_database()");
      assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo("unknown");
      sql("SELECT pg_notify('coredeck', 'another +1@%zz')"); // cannot be read
      assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo("unknown");
    }
  }

  private record Heard(LinkedBlockingQueue<String> told) implements Store.QueueListener {
    @Override
    public void announce(String nodeId, long workloadId) {
      told.add("in " + nodeId + " " + workloadId);
    }

    @Override
    public void answered(String nodeId, long workloadId) {
      told.add("out " + nodeId + " " + workloadId);
    }

    @Override
    public void announceAll() {
      told.add("unknown");
    }
  }

  @Test
  void connections_that_the_server_ended_are_made_anew() throws Exception {
    store.write(w -> w.add(user("a")));
    sql(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
    assertThat(again(() -> store.write(w -> w.add(user("b"))).id())).isEqualTo(2);
    assertThat(again(() -> store.<Long>read(r -> r.users(new Filter.Users("", ""), ALL).total())))
        .isEqualTo(2);
  }

  /// A connection that was used a moment before is not looked at: its loss is one failed call.
  private static long again(Callable<Long> call) throws Exception {
    for (var i = 0; i < 16; i++) {
      try {
        return call.call();
      } catch (StoreException e) {
        assertThat(e).hasMessageContaining("the store failed");
      }
    }
    return call.call();
  }

  @Test
  void a_nul_in_a_name_is_kept_as_a_sign_that_can_be_looked_for() throws Exception {
    store.write(w -> w.add(user("a\0b")));
    assertThat(store.<Long>read(r -> r.users(new Filter.Users("a\0b", ""), ALL).total()))
        .isEqualTo(1);
  }
}
