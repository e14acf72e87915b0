package io.coredeck.cli.draft;

import io.coredeck.cli.setup.Session;
import io.coredeck.cli.setup.Words;
import io.coredeck.model.Container;
import io.coredeck.model.Reservation;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.draft.DraftDiff;
import io.coredeck.wire.draft.DraftPath;
import io.coredeck.wire.draft.Drafts;
import io.coredeck.wire.draft.KeptSecrets;
import java.util.List;
import java.util.Optional;

/// What is different between a container and what is wanted in its place, of what people set.
///
/// @param diff of what may be shown: no value of a secret
/// @param shown what is wanted, as it may be shown
/// @param wanted all of it
/// @param kept secrets that go on
/// @param address of the container, in the network that is wanted; empty if it has none there
record Difference(
    DraftDiff diff, JsonValue shown, JsonValue wanted, KeptSecrets kept, String address) {

  private static final DraftPath ADDRESS = DraftPath.parse("network_connection[0].ipaddress");
  private static final DraftPath NETWORK = DraftPath.parse("network_connection[0].network_id");

  /// @param old a container
  /// @param draft what is wanted, in the one form of drafts; its node and pool are the container's
  ///   where it does not say
  /// @param tid who asks
  static Difference of(Reservation old, JsonValue draft, long tid) {
    var before = Drafts.of(old);
    var wanted = draft;
    for (var place : List.of("node_id", "pool_id")) {
      if (!wanted.member(place).isPresent()) {
        wanted = DraftPath.parse(place).with(wanted, Optional.of(before.member(place)));
      }
    }
    if (NETWORK.in(wanted).isEmpty() && NETWORK.in(before).isPresent()) {
      wanted = NETWORK.with(wanted, NETWORK.in(before));
    }
    var container = (Container) old.workload();
    var address =
        wanted.member("node_id").equals(before.member("node_id"))
                && NETWORK.in(wanted).equals(NETWORK.in(before))
                && !container.networkConnections().isEmpty()
            ? container.networkConnections().getFirst().ipaddress()
            : "";
    if (ADDRESS.in(wanted).isPresent() && !address.isEmpty()) {
      before = ADDRESS.with(before, Optional.of(text(address)));
    }
    var kept = KeptSecrets.of(old, wanted.member("node_id").text(), tid);
    var all = List.copyOf(container.secretEnvironment().keySet());
    var shown = Drafts.shown(wanted, kept.names());
    return new Difference(
        DraftDiff.of(Drafts.shown(before, all), shown), shown, wanted, kept, address);
  }

  private static JsonValue text(String value) {
    return Json.tree(Json.writeTree(value));
  }

  boolean isEmpty() {
    return diff.isEmpty();
  }

  /// @param hasAddress whether the new one gets the old one's address where it names none
  /// @return what is to be deployed
  JsonValue filled(boolean hasAddress) {
    var filled = kept.filledInto(wanted);
    return hasAddress && !address.isEmpty() && ADDRESS.in(filled).isEmpty()
        ? ADDRESS.with(filled, Optional.of(text(address)))
        : filled;
  }

  void tell(Session session) {
    if (session.isTree()) {
      session.answerTree(diff.tree());
      return;
    }
    if (isEmpty()) {
      session.print("nothing is different");
    }
    for (var change : diff.changes()) {
      var sign = change.from().isEmpty() ? "+" : change.to().isEmpty() ? "-" : "~";
      var words =
          change.from().isPresent() && change.to().isPresent()
              ? "%s -> %s".formatted(written(change.from()), written(change.to()))
              : written(change.from().or(change::to));
      session.print("%s %s: %s".formatted(sign, change.path(), words));
    }
  }

  private static String written(Optional<JsonValue> value) {
    return Words.plain(value.map(JsonValue::json).orElse(""));
  }
}
