package io.coredeck.explorer;

import io.coredeck.identity.KeyPair;
import io.coredeck.identity.Mnemonic;
import io.coredeck.model.Reservation.Signature;
import io.coredeck.model.Result.State;
import io.coredeck.sdk.account.ProviderSignIn;
import io.coredeck.wire.Json;
import io.coredeck.wire.Messages;
import io.coredeck.wire.account.ProviderMessages;
import io.coredeck.wire.account.ProviderMessages.Answer;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What clients send, for tests that change it.
final class RightBodies {

  private RightBodies() {}

  /// Of calls that need none.
  private static final List<String> NONE = List.of("");

  /// @return right bodies by method and path, of every call that may have one
  static Map<String, List<String>> of(TestPeople people, TestProvider provider) throws Exception {
    var all = ofTheGrid(people.grid);
    all.put("PUT /users/{id}/admission", List.of("{\"admitted\":true}"));
    all.put("PUT /nodes/{node_id}/admission", List.of("{\"admitted\":true}"));
    all.put("POST /nodes/{node_id}/probes", List.of("{\"secret_url\":\"00\"}"));
    all.put("PUT /nodes/{node_id}/probes/{id}", List.of("{\"outcome\":\"reached\",\"millis\":5}"));
    all.put("POST /reservations/workloads/delete", List.of("{\"ids\":[2,99]}"));
    all.put("POST /reservations/workloads/{id:digits}/delete", NONE);
    all.put(
        "POST /audit/transfers",
        List.of(
            "{\"gwid\":\"1-1\",\"kind\":\"upload\",\"what\":\"/a\",\"bytes\":7,\"outcome\":\"done\"}"));
    putHooks(all);
    putAccounts(all, people.grid);
    all.put("POST /sign-in/provider", NONE);
    var begun = ProviderSignIn.begin(people.grid.explorer.uri());
    var back = provider.visit(URI.create(begun.url()));
    var answer = new Answer(begun.flow(), back.state(), back.code(), "");
    all.put("POST /sign-in/provider/answer", List.of(ProviderMessages.write(answer)));
    return all;
  }

  private static void putHooks(Map<String, List<String>> all) {
    var hook =
        "{\"url\":\"https://127.0.0.1:1/\",\"description\":\"d\",\"enabled\":true,\"events\":[\"workload.ok\"],\"types\":[\"volume\"],\"pools\":[1],\"nodes\":[\"n\"],\"everybody\":false}";
    var one = "/webhooks/{id:digits}";
    all.put("POST /webhooks", List.of(hook));
    all.put("PUT " + one, List.of(hook, "{\"enabled\":true}"));
    all.put("POST " + one + "/rotate", NONE);
    all.put("POST " + one + "/ping", NONE);
    all.put("POST " + one + "/deliveries/{delivery:digits}/redeliver", NONE);
  }

  private static void putAccounts(Map<String, List<String>> all, TestGrid grid) {
    all.put(
        "POST /accounts/sign-in",
        List.of("{\"name\":\"somebody\",\"password\":\"%s\"}".formatted(TestPeople.GIVEN)));
    all.put("POST /accounts/sign-out", List.of("{\"everywhere\":false}"));
    all.put(
        "POST /accounts",
        List.of(
            "{\"name\":\"made\",\"role\":\"user\",\"password\":\"%s\"}"
                .formatted(TestPeople.GIVEN)));
    all.put(
        "PUT /accounts/{name}",
        List.of("{\"role\":\"operator\"}", "{\"disabled\":false}", "{\"reset\":true}"));
    var proof = "{\"password\":\"%s\"".formatted(TestPeople.OWN);
    all.put("POST /accounts/{name}/key", List.of(proof + "}"));
    var words = Mnemonic.words(KeyPair.generate());
    all.put("PUT /accounts/{name}/key", List.of(proof + ",\"words\":\"" + words + "\"}"));
    all.put(
        "POST /accounts/{name}/tokens", List.of("{\"name\":\"t\",\"scope\":\"read\",\"days\":7}"));
    all.put(
        "POST /accounts/encrypt",
        List.of("{\"node_id\":\"%s\",\"text\":\"secret\"}".formatted(grid.node.nodeId())));
  }

  /// @return those of calls that need no account
  static Map<String, List<String>> ofTheGrid(TestGrid grid) {
    var node = grid.node;
    var key = grid.bob.publicKeyHex();
    var all = new HashMap<String, List<String>>();
    all.put(
        "POST /users",
        List.of("{\"name\":\"carol\",\"email\":\"c@x\",\"pubkey\":\"" + key + "\"}"));
    all.put(
        "PUT /users/{id}",
        List.of(
            "{\"email\":\"n@x\",\"host\":\"h\",\"description\":\"d\",\"sender_signature_hex\":\"00\",\"wallet_addresses\":[{\"asset\":\"TFT\",\"address\":\"G\"}]}"));
    all.put("PUT /users/{id}/trusted", List.of("{\"trusted\":true}"));
    all.put("POST /users/{id}/validate", List.of("{\"payload\":\"00\",\"signature\":\"00\"}"));
    var farm =
        "{\"name\":\"f\",\"threebot_id\":1,\"wallet_addresses\":[{\"asset\":\"TFT\",\"address\":\"G\"}],\"resource_prices\":[{\"cru\":1}],\"ipaddresses\":[{\"address\":\"1.2.3.4/24\",\"gateway\":\"1.2.3.1\",\"reservation_id\":0}],\"farm_cloudunits_price\":{\"cu\":1.5},\"location\":{\"city\":\"c\",\"latitude\":1}}";
    all.put("POST /farms", List.of(farm));
    all.put("PUT /farms/{id}", List.of(farm.replace("\"name\":\"f\"", "\"name\":\"g\"")));
    all.put("POST /nodes", List.of(TestExplorer.nodeBody(node, 1)));
    all.put(
        "POST /nodes/{node_id}/interfaces",
        List.of("[{\"name\":\"eth0\",\"addrs\":[\"10.0.0.1/24\"],\"gateway\":[\"10.0.0.254\"]}]"));
    all.put("POST /nodes/{node_id}/ports", List.of("{\"ports\":[2000,3000]}"));
    all.put("POST /nodes/{node_id}/uptime", List.of("{\"uptime\":77}"));
    all.put(
        "POST /nodes/{node_id}/capacity",
        List.of(
            "{\"capacity\":{\"cru\":4,\"mru\":8},\"dmi\":{\"a\":{}},\"disks\":{},\"hypervisor\":[\"kvm\"]}"));
    all.put(
        "POST /nodes/{node_id}/used_resources", List.of("{\"cru\":1,\"mru\":2,\"container\":3}"));
    all.put(
        "POST /nodes/{node_id}/configure_public",
        List.of(
            "{\"master\":\"eth0\",\"ipv4\":\"1.2.3.4/24\",\"ipv6\":\"2a02::1/64\",\"gw4\":\"1.2.3.1\",\"gw6\":\"2a02::2\"}"));
    all.put("POST /nodes/{node_id}/configure_free", List.of("{\"free_to_use\":true}"));
    var order = TestExplorer.poolBody(grid.alice, grid.aliceId, 0, 5, node.nodeId());
    var topUp = TestExplorer.poolBody(grid.alice, grid.aliceId, grid.poolId, 5, node.nodeId());
    all.put("POST /reservations/pools", List.of(order, topUp));
    var stats = "\"stats\":[{\"type\":\"other\",\"data\":{\"a\":1}}]";
    var container = grid.body(grid.wish(TestGrid.container(1, 1024)));
    all.put(
        "POST /reservations/workloads",
        List.of(container.replace("\"stats\":[]", stats), grid.body(grid.wish(TestGrid.volume()))));
    all.put(
        "POST /reservations/workloads/explain",
        List.of(container, Json.write(grid.wish(TestGrid.volume()))));
    var signature = Messages.write(new Signature(grid.aliceId, "00", 0));
    all.put("POST /reservations/workloads/{id:digits}/sign/delete", List.of(signature));
    all.put("POST /reservations/workloads/{id:digits}/sign/provision", List.of(signature));
    all.put(
        "PUT /reservations/nodes/{node_id}/workloads/{id:digits}-{workload_id:digits}",
        List.of(
            TestGrid.result(State.OK, "said"),
            "{\"state\":0,\"message\":\"no\",\"data_json\":{\"a\":[1,{}]}}"));
    var template =
        "{\"name\":\"t\",\"description\":\"d\",\"shared\":false,\"variables\":[{\"name\":\"m\",\"default\":2048,\"description\":\"\"}],\"draft\":{\"flist\":\"http://hub/x.flist\",\"capacity\":{\"memory\":\"${m}\"},\"environment\":{\"A\":\"b\"},\"secret_environment\":{\"P\":\"\"},\"volumes\":[{\"mountpoint\":\"/d\",\"create\":{\"size\":1,\"disk_type\":\"ssd\"}}],\"logs\":[{\"type\":\"redis\",\"data\":{\"stdout\":\"redis://h/o\"}}]}}";
    all.put("POST /templates", List.of(template));
    all.put(
        "PUT /templates/{id:digits}",
        List.of(template.replace("\"name\":\"t\"", "\"name\":\"u\"")));
    return all;
  }
}
