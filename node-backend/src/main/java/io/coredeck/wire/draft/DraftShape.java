package io.coredeck.wire.draft;

import io.coredeck.model.Reservation;
import io.coredeck.model.fit.Code;
import io.coredeck.model.fit.Finding;
import io.coredeck.model.fit.Shape;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.WireException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Whether what a template asks for could run anywhere, once what it leaves open is filled in.
final class DraftShape {

  /// What is said, made or drawn when a template is used.
  private static final Set<Code> LEFT_OPEN =
      EnumSet.of(
          Code.NO_POOL,
          Code.NO_NETWORK,
          Code.NO_ADDRESS,
          Code.NO_VOLUME,
          Code.NO_NAME,
          Code.BAD_KEY,
          Code.BAD_PORT);

  private static final int VOLUME = 2;
  private static final int NETWORK = 10;

  private DraftShape() {}

  /// @param wish what the draft says, read
  /// @param draft in the form {@link DraftForm#plain} gives
  /// @throws WireException if no node would take it; the message names the place
  static void check(Reservation wish, JsonValue draft) {
    var masked = masked(draft);
    Shape.of(wish).stream()
        .filter(one -> !LEFT_OPEN.contains(one.code()) && !masked.contains(one.path()))
        .findFirst()
        .ifPresent(one -> {
          throw fault("", one);
        });
    for (var mount : draft.member("volumes").items()) {
      var create = mount.member("create");
      if (create.isPresent()) {
        var members = new LinkedHashMap<String, Object>();
        members.put("workload_type", VOLUME);
        members.put("size", create.member("size"));
        members.put("type", create.member("disk_type"));
        created(create, members);
      }
    }
    for (var connection : draft.member("network_connection").items()) {
      var create = connection.member("create");
      if (create.isPresent()) {
        var members = new LinkedHashMap<>(create.members());
        members.put("workload_type", Json.tree(String.valueOf(NETWORK)));
        created(create, members);
      }
    }
  }

  /// Where the address of a channel is that nobody reads.
  private static Set<String> masked(JsonValue draft) {
    var places = new HashSet<String>();
    for (var list : List.of("logs", "stats")) {
      for (var target : draft.member(list).items()) {
        target.member("data").members().values().stream()
            .filter(one -> one.isText() && one.text().contains(Endpoints.HIDDEN))
            .forEach(one -> places.add(one.path()));
      }
    }
    return places;
  }

  /// What is made with a container is judged as if it were asked for alone.
  private static void created(JsonValue create, Map<String, ?> members) {
    var place = create.path() + ".";
    var kept = new LinkedHashMap<String, Object>(members);
    kept.values().removeIf(value -> value instanceof JsonValue member && !member.isPresent());
    Reservation made;
    try {
      made = Json.reservation(Json.writeTree(kept));
    } catch (WireException e) {
      var own = e.where().equals("type") ? "disk_type" : e.where();
      throw new WireException(
          "draft." + place + own, e.reason().substring(e.where().length()).strip());
    }
    Shape.of(made.workload()).stream()
        .filter(one -> !LEFT_OPEN.contains(one.code()))
        .findFirst()
        .ifPresent(one -> {
          throw fault(place, one);
        });
  }

  private static WireException fault(String place, Finding of) {
    return new WireException(
        "draft." + place + of.path(), of.message().substring(of.path().length()).strip());
  }
}
