package io.coredeck.explorer;

import io.coredeck.explorer.account.provider.ProviderConfig;
import io.coredeck.explorer.audit.Retention;
import io.coredeck.explorer.door.Admitting;
import io.coredeck.explorer.door.Door;
import io.coredeck.explorer.webhook.send.Networks;
import io.coredeck.explorer.workload.follow.RedisPlace;
import io.coredeck.identity.HttpSignature;
import io.coredeck.identity.KeyPair;
import io.coredeck.identity.Signatures;
import io.coredeck.model.registry.PoolOrder;
import io.coredeck.sdk.account.AccountClient.Person;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.Messages;
import io.coredeck.wire.account.AccountMessages;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An explorer on a free port with a clock that can be moved, and a client that signs.
final class TestExplorer implements AutoCloseable {

  /// Makes the first account.
  static final String SETUP_TOKEN = "the token of this test";

  /// Small, so that a test can fill it.
  static final Retention RETENTION = new Retention(Duration.ofDays(30), 256);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Explorer explorer;
  private Duration ahead = Duration.ZERO;
  private Optional<Instant> stopped = Optional.empty();
  private boolean isDescribed = true;

  /// Lets in whoever registers, as the original does.
  TestExplorer(Path folder) throws Exception {
    this(folder, Admitting.EVERYBODY);
  }

  TestExplorer(Path folder, Admitting admitting) throws Exception {
    this(settings(folder, admitting, Optional.empty()));
  }

  TestExplorer(Path folder, Admitting admitting, Optional<ProviderConfig> provider)
      throws Exception {
    this(settings(folder, admitting, provider));
  }

  /// Lets in whoever registers, and has what containers print and use from there.
  TestExplorer(Path folder, RedisPlace redis) throws Exception {
    this(settings(folder, Admitting.EVERYBODY, Optional.empty()).with(redis));
  }

  private TestExplorer(ExplorerConfig config) throws Exception {
    InstantSource clock = this::now;
    explorer = Explorer.start(config, clock);
  }

  private static ExplorerConfig settings(
      Path folder, Admitting admitting, Optional<ProviderConfig> provider) {
    return new ExplorerConfig(
        "127.0.0.1",
        0,
        database(folder),
        HttpSignature.DEFAULT_TOLERANCE,
        folder.resolve("keys.seal"),
        SETUP_TOKEN,
        RETENTION,
        admitting,
        provider,
        Networks.of("127.0.0.0/8"));
  }

  /// @return where an explorer in that folder has its records
  static String database(Path folder) {
    return "jdbc:sqlite:" + folder.resolve("explorer.db");
  }

  /// From now on what is sent is not as described, and neither are the answers to it.
  void sendWhatIsNotDescribed() {
    isDescribed = false;
  }

  /// @return every call it answers
  List<Door> doors() {
    return explorer.doors();
  }

  /// @return how many nodes' calls wait for work now
  int waitingCalls() {
    return explorer.waitingCalls();
  }

  /// @return how many calls wait for changes now
  int waitingForChanges() {
    return explorer.waitingForChanges();
  }

  /// @return how many streams of what containers print and use are open now
  int openWatches() {
    return explorer.openWatches();
  }

  /// Stops the explorer only.
  void stop() {
    explorer.close();
  }

  synchronized Instant now() {
    return stopped.orElseGet(() -> Instant.now().plus(ahead));
  }

  /// It stays that time for the explorer and the calls signed here, until {@link #setTime}.
  synchronized void stopTime(Instant time) {
    stopped = Optional.of(time);
  }

  /// Sets the time of the explorer and the calls signed here; from then on it goes on as usual.
  synchronized void setTime(Instant time) {
    stopped = Optional.empty();
    ahead = Duration.between(Instant.now(), time);
  }

  /// Lets time pass for the explorer and the calls signed here.
  synchronized void pass(Duration time) {
    ahead = ahead.plus(time);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + explorer.port() + "/api/v1");
  }

  /// What came back.
  record Reply(int status, String text, HttpResponse<String> response) {

    JsonValue json() {
      return Json.tree(text);
    }

    String error() {
      return json().member("error").text();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  Reply get(String path) throws Exception {
    return call("GET", path, "", Map.of());
  }

  Reply post(String path, String body) throws Exception {
    return call("POST", path, body, Map.of());
  }

  Reply signed(KeyPair keys, long tid, String method, String path, String body) throws Exception {
    return call(method, path, body, HttpSignature.headers(keys, "" + tid, now()));
  }

  /// @param person who has signed in
  Reply signed(Person person, String method, String path, String body) throws Exception {
    return call(method, path, body, headers(person));
  }

  /// @param person who has signed in
  /// @return the headers of a call of that person
  Map<String, String> headers(Person person) {
    var headers =
        new HashMap<>(HttpSignature.headers(person.keys(), "" + person.account().tid(), now()));
    headers.put(AccountMessages.SESSION, person.session());
    return headers;
  }

  Reply asNode(KeyPair keys, String method, String path, String body) throws Exception {
    return call(method, path, body, HttpSignature.headers(keys, keys.nodeId(), now()));
  }

  Reply call(String method, String path, String body, Map<String, String> headers)
      throws Exception {
    var request = HttpRequest.newBuilder(URI.create(uri() + path));
    new HashMap<>(headers)
        .forEach((name, value) -> {
          if (!name.equalsIgnoreCase("content-length")) {
            request.header(name, value);
          }
        });
    var publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    var response = client.send(request.method(method, publisher).build(), BodyHandlers.ofString());
    if (response.headers().firstValue("Content-Type").orElse("").equals("application/json")) {
      check(method, path, body, response);
    }
    return new Reply(response.statusCode(), response.body(), response);
  }

  private void check(String method, String path, String body, HttpResponse<String> response) {
    if (isDescribed) {
      OpenApi.DESCRIBED.check(method, path, body, response.statusCode(), response.body());
    }
  }

  /// @return keys that are the same at every call with the same number
  static KeyPair keys(int number) {
    return KeyPair.fromSeedHex(HexFormat.of().toHexDigits(number).repeat(8));
  }

  /// @return the new user's id
  long user(KeyPair keys, String name) throws Exception {
    var body =
        """
        {"name":"%s","email":"%s@example.org","pubkey":"%s"}\
        """
            .formatted(name, name, keys.publicKeyHex());
    return Messages.id(expect(201, post("/users", body)).text());
  }

  /// Registers the node in a new farm of that user.
  void node(KeyPair node, long owner, String farm) throws Exception {
    var body =
        """
        {"name":"%s","threebot_id":%d,"wallet_addresses":[{"asset":"TFT","address":"G"}]}\
        """
            .formatted(farm, owner);
    var id = Messages.id(expect(201, post("/farms", body)).text());
    expect(201, asNode(node, "POST", "/nodes", nodeBody(node, id)));
  }

  static String nodeBody(KeyPair node, long farm) {
    return """
    {"node_id":"%s","farm_id":%d,"os_version":"1","public_key_hex":"%s",\
    "location":{"city":"Ghent","country":"Belgium","continent":"Europe"}}\
    """
        .formatted(node.nodeId(), farm, node.publicKeyHex());
  }

  /// @return the order's number
  long pool(KeyPair keys, long tid, long poolId, long units, String... nodeIds) throws Exception {
    var reply = post("/reservations/pools", poolBody(keys, tid, poolId, units, nodeIds));
    return Messages.reservationId(expect(201, reply).text());
  }

  /// @param person who has signed in
  /// @return the number of the order for a new pool
  long pool(Person person, long units, String... nodeIds) throws Exception {
    var body = poolBody(person.keys(), person.account().tid(), 0, units, nodeIds);
    var reply = call("POST", "/reservations/pools", body, headers(person));
    return Messages.reservationId(expect(201, reply).text());
  }

  static String poolBody(KeyPair keys, long tid, long poolId, long units, String... nodeIds) {
    var nodes = List.of(nodeIds);
    var wish =
        new PoolOrder("", "{}", poolId, units, units, 0, nodes, List.of("TFT"), tid, "", 0, "");
    var text = Json.writeOrderData(wish);
    return Json.write(wish.withCustomerSignature(text, keys.signHex(Signatures.ofPoolOrder(text))));
  }

  /// @return an order for a new pool that somebody else pays
  static String sponsoredPoolBody(
      KeyPair keys, long tid, KeyPair sponsor, long sponsorTid, String nodeId) {
    var nodes = List.of(nodeId);
    var wish = new PoolOrder("", "{}", 0, 5, 5, 0, nodes, List.of("TFT"), tid, "", sponsorTid, "");
    var text = Json.writeOrderData(wish);
    var signed = Signatures.ofPoolOrder(text);
    var sponsored =
        new PoolOrder(
            text,
            text,
            0,
            5,
            5,
            0,
            nodes,
            wish.currencies(),
            tid,
            keys.signHex(signed),
            sponsorTid,
            sponsor.signHex(signed));
    return Json.write(sponsored);
  }

  static Reply expect(int status, Reply reply) {
    if (reply.status() != status) {
      throw new AssertionError("expected " + status + " but got " + reply);
    }
    return reply;
  }

  @Override
  public void close() {
    client.shutdownNow(); // first: the server waits a second for idle connections
    client.close();
    explorer.close();
  }
}
