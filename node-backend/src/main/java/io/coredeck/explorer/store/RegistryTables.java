package io.coredeck.explorer.store;

import io.coredeck.explorer.store.Page.Slice;
import io.coredeck.explorer.store.Reading.Admission;
import io.coredeck.explorer.store.find.Conditions;
import io.coredeck.explorer.store.find.Filter;
import io.coredeck.explorer.store.find.LateRows;
import io.coredeck.explorer.store.find.Words;
import io.coredeck.model.registry.Farm;
import io.coredeck.model.registry.Node;
import io.coredeck.model.registry.User;
import io.coredeck.wire.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// Users, farms and nodes as rows.
final class RegistryTables implements Writing.AdmissionWriting {

  private static final String OWNED =
      "(SELECT threebot_id FROM farms WHERE farms.id = nodes.farm_id) =";

  private final Handle handle;

  RegistryTables(Handle handle) {
    this.handle = handle;
  }

  Optional<User> user(long id) {
    return one("SELECT document FROM users WHERE id = ?", id, Json::user);
  }

  Optional<User> userWithEmail(String email) {
    return one("SELECT document FROM users WHERE email = ?", email, Json::user);
  }

  List<User> usersWithKey(String pubkey) {
    return handle
        .select(
            "SELECT document FROM users WHERE pubkey = ? ORDER BY id",
            pubkey.toLowerCase(Locale.ROOT))
        .mapTo(String.class)
        .list()
        .stream()
        .map(Json::user)
        .toList();
  }

  Page<User> users(Filter.Users filter, Slice slice) {
    var fits = new Conditions().and("name =", filter.name()).and("email =", filter.email());
    return page(fits, "users", slice, Json::user);
  }

  Optional<Farm> farm(long id) {
    return one("SELECT document FROM farms WHERE id = ?", id, Json::farm);
  }

  Page<Farm> farms(Filter.Farms filter, Slice slice) {
    var fits =
        new Conditions()
            .and("name =", filter.name())
            .and(filter.owner() != 0, "threebot_id =", filter.owner());
    return page(fits, "farms", slice, Json::farm);
  }

  Optional<Node> node(String nodeId) {
    return one("SELECT document FROM nodes WHERE node_id = ?", nodeId, Json::node);
  }

  String publicConfigOf(String nodeId) {
    return one("SELECT public_config FROM nodes WHERE node_id = ?", nodeId, Function.identity())
        .orElse("null");
  }

  List<String> proofsOf(String nodeId) {
    return handle
        .select("SELECT document FROM node_proofs WHERE node_id = ? ORDER BY id", nodeId)
        .mapTo(String.class)
        .list();
  }

  Page<Node> nodes(Filter.Nodes filter, Slice slice) {
    var fits =
        new Conditions()
            .and(filter.farm() > 0, "farm_id =", filter.farm())
            .and("country =", filter.country())
            .and("city =", filter.city())
            .and(filter.cru() > 0, "cru >=", filter.cru())
            .and(filter.mru() > 0, "mru >=", filter.mru())
            .and(filter.hru() > 0, "hru >=", filter.hru())
            .and(filter.sru() > 0, "sru >=", filter.sru())
            .and(!filter.deleted(), "deleted =", 0)
            .and(true, "admission =", Admission.ADMITTED.ordinal());
    return page(fits, "nodes", slice, Json::node);
  }

  private <T> Page<T> page(Conditions fits, String table, Slice slice, Function<String, T> read) {
    var rows =
        handle
            .createQuery(
                "SELECT document FROM %s%s ORDER BY id LIMIT :limit OFFSET :offset"
                    .formatted(table, fits.where()))
            .bindMap(fits.values())
            .bind("limit", slice.wanted())
            .bind("offset", slice.offset())
            .setFetchSize(Conditions.ROWS_AT_ONCE)
            .mapTo(String.class);
    var documents = Conditions.first(rows, Function.identity());
    return new Page<>(documents.stream().map(read).toList(), fits.count(handle, table));
  }

  @Override
  public Optional<Admission> ofUser(long tid) {
    return admission("SELECT admission FROM users WHERE id = ?", tid);
  }

  @Override
  public Optional<Admission> ofNode(String nodeId) {
    return admission("SELECT admission FROM nodes WHERE node_id = ?", nodeId);
  }

  private Optional<Admission> admission(String sql, Object key) {
    return handle
        .select(sql, key)
        .mapTo(Integer.class)
        .findOne()
        .map(number -> Admission.values()[number]);
  }

  @Override
  public Page<User> usersAsking(Slice slice) {
    return page(
        new Conditions()
            .and(true, "admission =", Admission.ASKS.ordinal())
            .and(true, "(SELECT count(*) FROM accounts WHERE tid = users.id) =", 0)
            .and(true, "(SELECT count(*) FROM barred_users WHERE tid = users.id) =", 0),
        "users",
        slice,
        Json::user);
  }

  @Override
  public Page<Node> nodesAsking(long owner, Slice slice) {
    return page(
        new Conditions()
            .and(true, "admission =", Admission.ASKS.ordinal())
            .and(owner > 0, OWNED, owner),
        "nodes",
        slice,
        Json::node);
  }

  @Override
  public void putUser(long tid, Admission admission) {
    handle.execute("UPDATE users SET admission = ? WHERE id = ?", admission.ordinal(), tid);
  }

  @Override
  public void putNode(String nodeId, Admission admission) {
    handle.execute("UPDATE nodes SET admission = ? WHERE node_id = ?", admission.ordinal(), nodeId);
  }

  @Override
  public void admitUsers() {
    handle.execute("UPDATE users SET admission = 1 WHERE admission = 0");
  }

  @Override
  public void admitNodes() {
    handle.execute("UPDATE nodes SET admission = 1 WHERE admission = 0");
  }

  private <T> Optional<T> one(String sql, Object key, Function<String, T> read) {
    return handle.select(sql, key).mapTo(String.class).findOne().map(read);
  }

  void put(User user) {
    handle.execute(
        """
        INSERT INTO users (id, name, email, pubkey, words, document) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
          name = excluded.name, email = excluded.email, pubkey = excluded.pubkey,
          words = excluded.words, document = excluded.document
        """,
        user.id(),
        user.name(),
        user.email(),
        user.pubkey().toLowerCase(Locale.ROOT),
        Words.of(user),
        Json.write(user));
  }

  void put(Farm farm) {
    handle.execute(
        """
        INSERT INTO farms (id, name, threebot_id, words, document) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
          name = excluded.name, threebot_id = excluded.threebot_id, words = excluded.words,
          document = excluded.document
        """,
        farm.id(),
        farm.name(),
        farm.threebotId(),
        Words.of(farm),
        Json.write(farm));
  }

  void put(Node node) {
    var total = node.totalResources();
    handle.execute(
        """
        INSERT INTO nodes
          (id, node_id, farm_id, country, city, cru, mru, hru, sru, deleted, hostname, created,
           seen, words, document)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
          farm_id = excluded.farm_id, country = excluded.country, city = excluded.city,
          cru = excluded.cru, mru = excluded.mru, hru = excluded.hru, sru = excluded.sru,
          deleted = excluded.deleted, hostname = excluded.hostname, created = excluded.created,
          seen = excluded.seen, words = excluded.words, document = excluded.document
        """,
        node.id(),
        node.nodeId(),
        node.farmId(),
        node.location().country(),
        node.location().city(),
        total.cru(),
        total.mru(),
        total.hru(),
        total.sru(),
        node.deleted() ? 1 : 0,
        node.hostname(),
        node.created(),
        node.updated(),
        Words.of(node),
        Json.write(node));
  }

  void putPublicConfig(String nodeId, String config) {
    handle.execute("UPDATE nodes SET public_config = ? WHERE node_id = ?", config, nodeId);
  }

  void addProof(long id, String nodeId, String proof) {
    handle.execute(
        "INSERT INTO node_proofs (id, node_id, document) VALUES (?, ?, ?)", id, nodeId, proof);
    handle.execute(
        """
        DELETE FROM node_proofs WHERE node_id = ? AND id NOT IN
          (SELECT id FROM node_proofs WHERE node_id = ? ORDER BY id DESC LIMIT ?)
        """,
        nodeId,
        nodeId,
        Writing.MOST_PROOFS);
  }

  /// Writes records again whose words are missing.
  ///
  /// @param most of each kind
  /// @return how many there were
  int catchUp(int most) {
    return LateRows.again(handle, "users", most, Json::user, this::put)
        + LateRows.again(handle, "farms", most, Json::farm, this::put)
        + LateRows.again(handle, "nodes", most, Json::node, this::put);
  }
}
