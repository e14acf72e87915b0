package io.coredeck.dashboard.find;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.dashboard.find.Finder.Asker;
import io.coredeck.dashboard.find.Images.Image;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.signin.Person;
import io.coredeck.dashboard.text.Language;
import io.coredeck.model.Reservation;
import io.coredeck.model.registry.Role;
import io.coredeck.wire.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the search of the palette promises.
class FinderTest {

  private final Finder finder =
      new Finder(new Images(() -> List.of(new Image("db/postgres-16.flist", "http://hub/p"))));

  static Reservation container(long id, long tid, String name, String image) {
    return Json.reservation(
        """
        {"id": %1$d, "workload_id": 1, "workload_type": 1, "next_action": 3, "node_id": "n1",
         "pool_id": 1, "customer_tid": %2$d, "metadata": "{\\"name\\": \\"%3$s\\"}",
         "flist": "http://hub/demo/%4$s.flist", "interactive": true,
         "network_connection": [{"network_id": "default", "ipaddress": "172.24.%5$d.%6$d"}],
         "capacity": {"cpu": 1, "memory": 1024, "disk_size": 512, "disk_type": 1},
         "result": {"category": 1, "workload_id": "%1$d-1", "data_json": null, "signature": "",
          "state": 1, "message": "", "epoch": 1606000671}}
        """
            .formatted(id, tid, name, image, id / 200, id % 200));
  }

  private static Asker asker(Role role, long tid, Reservation... all) {
    return asker(role, tid, List.of(all));
  }

  static Asker asker(Role role, long tid, List<Reservation> all) {
    var view = new GridView(Instant.now(), "", List.of(), all);
    return new Asker(new Person("ines", role, tid), Language.ENGLISH, view, List.of());
  }

  private List<String> names(Asker asker, String typed) {
    return finder.find(asker, typed, List.of()).stream()
        .filter(group -> group.title().equals("Containers"))
        .flatMap(group -> group.items().stream())
        .map(Item::name)
        .toList();
  }

  @Test
  void the_name_counts_more_than_the_image_and_its_begin_more_than_its_middle() {
    var asker =
        asker(
            Role.ADMIN,
            1,
            container(1, 1, "cache", "post"),
            container(2, 1, "signpost", "web"),
            container(3, 1, "api-post", "web"),
            container(4, 1, "postgres", "web"));
    assertThat(names(asker, "post")).containsExactly("postgres", "api-post", "signpost", "cache");
  }

  @Test
  void letters_in_order_are_enough_and_every_word_has_to_be_somewhere() {
    var asker =
        asker(
            Role.ADMIN,
            1,
            container(1, 1, "postgres-main", "db"),
            container(2, 1, "postgres-replica", "db"));
    assertThat(names(asker, "pgm")).containsExactly("postgres-main");
    assertThat(names(asker, "repl post")).containsExactly("postgres-replica");
    assertThat(names(asker, "post 172.24.0.1")).containsExactly("postgres-main");
    assertThat(names(asker, "post nothing")).isEmpty();
  }

  @Test
  void a_person_finds_only_what_the_person_may_see() {
    var own = container(1, 7, "mine", "db");
    var other = container(2, 8, "theirs", "db");
    assertThat(names(asker(Role.USER, 7, own, other), "db")).containsExactly("mine");
    assertThat(names(asker(Role.OPERATOR, 7, own, other), "db")).contains("mine", "theirs");
    var groups = finder.find(asker(Role.USER, 7, own, other), "", List.of("container 2"));
    assertThat(groups).noneMatch(group -> group.title().equals("Opened lately"));
  }

  @Test
  void a_viewer_is_not_offered_a_new_container() {
    var commands =
        finder.find(asker(Role.VIEWER, 7), ">", List.of()).stream()
            .flatMap(group -> group.items().stream())
            .map(Item::name)
            .toList();
    assertThat(commands).contains("Sign out").doesNotContain("New container");
  }
}
