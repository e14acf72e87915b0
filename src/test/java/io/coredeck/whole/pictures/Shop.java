package io.coredeck.whole.pictures;

import io.coredeck.model.registry.ApiToken.Scope;
import io.coredeck.model.registry.Role;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.account.AccountClient;
import io.coredeck.whole.Grid;
import io.coredeck.whole.TarImage;
import io.coredeck.wire.account.TokenMessages;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What a small shop runs on a grid of its own: six containers, one of which fails, two networks,
/// volumes, and three colleagues.
final class Shop {

  /// Of all colleagues.
  static final String PASSWORD = "a lamp beside three green doors";

  private static final String GIVEN = "first words to be changed";
  private static final long DAYS = 30;
  private static final long HOURS = 2_000L * 3600;

  private final Grid grid;
  private final Map<String, Long> containers = new HashMap<>();

  private Shop(Grid grid) {
    this.grid = grid;
  }

  /// Brings images, containers and people onto a grid that has none.
  static Shop open(Grid grid) throws Exception {
    var shop = new Shop(grid);
    var image = shop.publish("shop-2.14", "shop-web", "shop-worker");
    var billing = shop.publish("billing-1.8", "billing");
    var metrics = shop.publish("metrics-db-0.9", "metrics-db");
    var backup = shop.publish("backup-3.1", "nightly-backup");
    shop.deploy(
        """
        [{"name": "backoffice", "network_iprange": "10.77.0.0/16", "iprange": "10.77.1.0/24"},
         {"size": 4, "type": "SSD", "metadata": %s},
         {"size": 2, "type": "SSD", "metadata": %s},
         %s, %s, %s, %s, %s]
        """
            .formatted(
                named("metrics-data"),
                named("ops-home"),
                container("shop-worker", image, 1024, ""),
                container(
                    "billing",
                    billing,
                    1024,
                    ", \"network_connection\": [{\"network_id\": \"backoffice\","
                        + " \"ipaddress\": \"10.77.1.2\"}]"),
                container("metrics-db", metrics, 2048, mounted("#2", "/data")),
                container(
                    "ops-shell",
                    shop.text("demo_flist"),
                    1024,
                    ", \"interactive\": true" + mounted("#3", "/home/ops")),
                container("nightly-backup", backup, 1024, mounted("#2", "/data"))));
    shop.invite();
    return shop;
  }

  private static String container(String name, String flist, int memory, String more) {
    var entrypoint = name.equals("ops-shell") ? "" : "/sbin/" + name;
    return """
    {"flist": "%s", "entrypoint": "%s", "metadata": %s,
     "capacity": {"cpu": 1, "memory": %d, "disk_size": 512, "disk_type": "SSD"}%s}
    """
        .formatted(flist, entrypoint, named(name), memory, more);
  }

  private static String mounted(String volume, String path) {
    return ", \"volumes\": [{\"volume_id\": \"%s\", \"mountpoint\": \"%s\"}]"
        .formatted(volume, path);
  }

  /// @return a JSON text that holds JSON
  private static String named(String name) {
    return Grid.JSON.writeValueAsString("{\"name\": \"%s\"}".formatted(name));
  }

  private String publish(String image, String... programs) throws Exception {
    var files = TarImage.busybox();
    for (var program : programs) {
      files.with("sbin/" + program, script(program));
    }
    return files.publish(grid, image);
  }

  private static String script(String name) throws IOException {
    try (var in = Shop.class.getResourceAsStream("/shop/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void deploy(String json) throws IOException, InterruptedException {
    remember(grid.coredeckWith(json, "deploy", "-o", "json", "-").out(), json);
  }

  /// The answers stand in the order of what was asked for.
  private void remember(String answers, String json) {
    var asked = Grid.JSON.readTree(json);
    var all = Grid.JSON.readTree(answers);
    if (all.size() != asked.size()) {
      throw new IllegalStateException("not everything runs: " + answers);
    }
    for (int i = 0; i < all.size(); i++) {
      if (!all.get(i).get("state").asString().equals("ok")) {
        throw new IllegalStateException("it does not run: " + all.get(i));
      }
      if (asked.get(i).has("flist")) {
        var name = Grid.JSON.readTree(asked.get(i).get("metadata").asString()).get("name");
        containers.put(name.asString(), all.get(i).get("id").asLong());
      }
    }
  }

  /// An operator, a user with a pool, a network and a container of the own, and a viewer.
  private void invite() throws Exception {
    var admin = grid.endpoints().get("admin");
    var boss =
        AccountClient.signIn(
            explorer(), admin.get("name").asString(), admin.get("password").asString(), "");
    try (var accounts = AccountClient.connect(explorer(), boss)) {
      for (var one : List.of(Role.OPERATOR, Role.USER, Role.VIEWER)) {
        accounts.create(name(one), one, GIVEN);
        var person = AccountClient.signIn(explorer(), name(one), GIVEN, "");
        try (var own = AccountClient.connect(explorer(), person)) {
          own.setPassword(name(one), GIVEN, PASSWORD);
        }
      }
    }
    user();
  }

  static String name(Role role) {
    return switch (role) {
      case ADMIN -> "admin";
      case OPERATOR -> "ines";
      case USER -> "omar";
      case VIEWER -> "vera";
    };
  }

  private void user() throws Exception {
    var omar = AccountClient.signIn(explorer(), name(Role.USER), PASSWORD, "");
    try (var own =
        GridClient.connect(explorer(), omar.keys(), omar.account().tid(), "", omar.session())) {
      own.orderPool(0, HOURS, HOURS, List.of(text("node_id")));
    }
    try (var own = AccountClient.connect(explorer(), omar)) {
      var wish = new TokenMessages.Wish("laptop", Scope.WRITE, DAYS);
      var token = own.createToken(name(Role.USER), wish).text();
      var json =
          """
          [{"name": "omar-lab", "network_iprange": "10.78.0.0/16", "iprange": "10.78.1.0/24"},
           %s]
          """
              .formatted(
                  container(
                      "shop-staging",
                      text("demo_flist"),
                      1024,
                      ", \"interactive\": true, \"network_connection\": [{\"network_id\":"
                          + " \"omar-lab\", \"ipaddress\": \"10.78.1.2\"}]"));
      var ran =
          grid.coredeckWith(
              json,
              "deploy",
              "--explorer",
              explorer().toString(),
              "--token",
              token,
              "-o",
              "json",
              "-");
      remember(ran.out(), json);
    }
  }

  /// Remembers what was deployed in the browser.
  void deployed(String name, long id) {
    containers.put(name, id);
  }

  /// @return the number of its reservation
  long container(String name) {
    return Objects.requireNonNull(containers.get(name), name);
  }

  /// @return what `shop-web` listens at
  String webAddress() throws IOException {
    return text("iprange").replaceFirst("0/24$", "20");
  }

  /// What is composed in the browser, complete but for its secret and what the composer fills in.
  String draft() throws IOException {
    var redis = "redis://127.0.0.1:" + URI.create(text("redis")).getPort();
    return """
    {
      "flist": "%s/admin/shop-2.14.flist",
      "name": "shop-web",
      "interactive": false,
      "entrypoint": "/sbin/shop-web --port 8080",
      "environment": {"SHOP_CURRENCY": "EUR", "BILLING": "http://10.77.1.2:9000"},
      "secret_environment": {"PAYMENT_KEY": ""},
      "volumes": [{"mountpoint": "/data", "create": {"size": 2, "disk_type": "ssd", "name": "shop-data"}}],
      "capacity": {"cpu": 1, "memory": 1024, "disk_size": 512, "disk_type": "ssd"},
      "network_connection": [{"network_id": "default", "ipaddress": "%s"}],
      "logs": [{"type": "redis", "data": {"stdout": "%s/shop-web"}}],
      "stats": [{"type": "redis", "data": {"endpoint": "%s/shop-web-stats"}}]
    }
    """
        .formatted(text("hub"), webAddress(), redis, redis);
  }

  /// A secret of the container that is composed.
  static final String PAYMENT_KEY = "pk-4c1f09d2b7";

  /// One that cannot start: its program is not in the image.
  String brokenDraft() throws IOException {
    return """
    {
      "flist": "%s/admin/shop-2.14.flist",
      "name": "invoice-export",
      "interactive": false,
      "entrypoint": "/sbin/invoice-export --month 11",
      "capacity": {"cpu": 1, "memory": 1024, "disk_size": 512, "disk_type": "ssd"},
      "network_connection": [{"network_id": "default", "ipaddress": "%s"}]
    }
    """
        .formatted(text("hub"), text("iprange").replaceFirst("0/24$", "21"));
  }

  private URI explorer() throws IOException {
    return URI.create(text("explorer"));
  }

  private String text(String member) throws IOException {
    return grid.endpoints().get(member).asString();
  }
}
