package io.coredeck.dashboard.find;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.RouteConfiguration;
import com.vaadin.flow.router.internal.AbstractRouteRegistry;
import com.vaadin.flow.server.VaadinContext;
import io.coredeck.dashboard.find.Finder.Asker;
import io.coredeck.dashboard.find.Images.Image;
import io.coredeck.dashboard.frame.Navigation;
import io.coredeck.dashboard.frame.Navigation.Place;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.signin.Person;
import io.coredeck.dashboard.text.Language;
import io.coredeck.model.Reservation;
import io.coredeck.model.registry.Node;
import io.coredeck.model.registry.Pool;
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
    var view = new GridView(Instant.now(), List.of(node()), all);
    return new Asker(
        new Person("ines", role, tid), Language.ENGLISH, view, places(role), List.of(pool(3)));
  }

  private static List<Place> places(Role role) {
    var routes = RouteConfiguration.forRegistry(new Routes());
    routes.setRoute("networks", Div.class);
    routes.setRoute("volumes", Div.class);
    routes.setRoute("pools", Div.class);
    routes.setRoute("nodes", Div.class);
    return Navigation.places(role, routes);
  }

  /// Of a server with these pages.
  private static final class Routes extends AbstractRouteRegistry {
    private static final long serialVersionUID = 1L;

    @Override
    public VaadinContext getContext() {
      throw new UnsupportedOperationException("there is no server here");
    }
  }

  private static Node node() {
    return Json.node("{\"id\": 1, \"node_id\": \"n1\", \"hostname\": \"node-01\"}");
  }

  private static Pool pool(long id) {
    return Json.pools("[{\"pool_id\": %d, \"node_ids\": [\"n1\"]}]".formatted(id)).getFirst();
  }

  private static Reservation network(long id, long tid, String name) {
    return reservation(
        """
        {"id": %d, "workload_id": 1, "workload_type": 10, "next_action": 3, "node_id": "n1",
         "customer_tid": %d, "name": "%s", "network_iprange": "172.24.0.0/16",
         "iprange": "172.24.1.0/24",
        """
            .formatted(id, tid, name),
        id);
  }

  private static Reservation volume(long id, long tid, String name) {
    return reservation(
        """
        {"id": %d, "workload_id": 1, "workload_type": 2, "next_action": 3, "node_id": "n1",
         "customer_tid": %d, "metadata": "{\\"name\\": \\"%s\\"}", "size": 200, "type": 1,
        """
            .formatted(id, tid, name),
        id);
  }

  private static Reservation reservation(String begin, long id) {
    return Json.reservation(
        begin
            + """
             "result": {"category": 1, "workload_id": "%d-1", "data_json": null, "signature": "",
              "state": 1, "message": "", "epoch": 1606000671}}
            """
                .formatted(id));
  }

  /// Every item that answers, with the title of its group.
  private List<String> found(Asker asker, String typed) {
    return finder.find(asker, typed, List.of()).stream()
        .flatMap(group -> group.items().stream().map(item -> group.title() + ": " + item.name()))
        .toList();
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
  void nodes_networks_volumes_pools_and_images_are_found_with_what_tells_them_apart()
      throws Exception {
    var asker =
        asker(Role.ADMIN, 1, network(10, 1, "backbone"), volume(11, 1, "postgres-main-data"));
    assertThat(found(asker, "node-0")).contains("Nodes: node-01");
    assertThat(found(asker, "backb")).containsExactly("Networks: backbone");
    assertThat(found(asker, "main-data")).containsExactly("Volumes: postgres-main-data");
    assertThat(found(asker, "11-1")).containsExactly("Volumes: postgres-main-data");
    assertThat(found(asker, "pool 3")).contains("Pools: Pool 3");
    var text = finder.find(asker, "main-data", List.of()).getFirst().items().getFirst();
    assertThat(text.text()).isEqualTo("200 GiB SSD, used by nobody");
    assertThat(text.href()).isEqualTo("volumes?q=11-1");
    while (found(asker, "postgres-16").isEmpty()) {
      Thread.onSpinWait(); // the hub is asked in the background
    }
    assertThat(found(asker, "postgres-16")).containsExactly("Images: db/postgres-16");
  }

  @Test
  void networks_and_volumes_of_others_are_not_found() {
    var asker = asker(Role.USER, 7, network(10, 8, "backbone"), volume(11, 8, "data-of-others"));
    assertThat(found(asker, "backbone")).isEmpty();
    assertThat(found(asker, "data-of")).isEmpty();
    var opened = finder.find(asker, "", List.of("volume 11", "network 10"));
    assertThat(opened).noneMatch(group -> group.title().equals("Opened lately"));
    var own = finder.find(asker(Role.USER, 8, volume(11, 8, "mine")), "", List.of("volume 11"));
    assertThat(own.getFirst().title()).isEqualTo("Opened lately");
    assertThat(own.getFirst().items()).extracting(Item::name).containsExactly("mine");
  }

  private List<String> acts(Asker asker) {
    return finder.find(asker, "web", List.of()).getFirst().items().getFirst().acts().stream()
        .map(Item::name)
        .toList();
  }

  @Test
  void a_container_offers_what_its_owner_an_operator_and_a_viewer_may_do_with_it() {
    var web = container(1, 7, "web", "db");
    assertThat(acts(asker(Role.USER, 7, web)))
        .contains("Show events", "Open its own page", "Edit and redeploy", "Clone", "Delete");
    assertThat(acts(asker(Role.OPERATOR, 9, web)))
        .contains("Clone", "Delete")
        .doesNotContain("Edit and redeploy");
    assertThat(acts(asker(Role.VIEWER, 7, web)))
        .contains("Show events")
        .doesNotContain("Edit and redeploy", "Clone", "Delete");
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
