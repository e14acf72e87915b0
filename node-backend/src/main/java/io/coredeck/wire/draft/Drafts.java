package io.coredeck.wire.draft;

import io.coredeck.model.Container;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.Reservation;
import io.coredeck.model.Reservation.SigningRequest;
import io.coredeck.model.Volume;
import io.coredeck.model.Workload.Unsupported;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// From a stored workload to the draft of it: what its customer set. Deploying the draft makes such
/// a workload again.
///
/// Left out are what explorer and node added, what is as it would be without a word, the address,
/// which is each container's own, and keys of networks, which are made anew. Secrets are encrypted
/// for one node and nobody can carry them elsewhere: their names stay, without values.
public final class Drafts {

  private Drafts() {}

  /// @param stored a container, volume or network
  /// @return an object, in the form {@link DraftForm#plain} gives
  /// @throws IllegalArgumentException if it is of a kind that this grid does not run
  public static JsonValue of(Reservation stored) {
    var members = DraftTree.object(Json.tree(Json.write(stored)));
    members.remove("customer_signature"); // from here on it is no stored workload
    switch (stored.workload()) {
      case Container container -> hideSecrets(members, container);
      case Volume _ -> {} // nothing of it is secret
      case NetworkResource _ -> DraftForm.KEYS.forEach(members::remove);
      case Unsupported(_, var reason) -> throw new IllegalArgumentException(reason);
    }
    if (isUsual(stored.signingRequestDelete(), stored.customerTid())) {
      members.remove("signing_request_delete");
    }
    if (stored.signingRequestProvision().equals(SigningRequest.NONE)) {
      members.remove("signing_request_provision");
    }
    return DraftForm.plain(DraftTree.value(members));
  }

  private static boolean isUsual(SigningRequest request, long tid) {
    return request.equals(SigningRequest.NONE)
        || request.equals(new SigningRequest(List.of(tid), 1));
  }

  private static void hideSecrets(Map<String, Object> members, Container container) {
    var secrets = new LinkedHashMap<String, Object>();
    container.secretEnvironment().keySet().forEach(name -> secrets.put(name, ""));
    members.put("secret_environment", secrets);
    DraftTree.objects(members.get("network_connection"))
        .forEach(connection -> connection.remove("ipaddress"));
    for (var log : DraftTree.objects(members.get("logs"))) {
      Endpoints.hide(DraftTree.member(log, "data"));
    }
    for (var target : DraftTree.objects(members.get("stats"))) {
      Endpoints.hide(DraftTree.member(target, "data"));
    }
  }

  /// A draft as it is shown where two are compared: no value of a secret is in it, and whether one
  /// is new can be seen; how much a container may use stands there, also where that is the usual.
  ///
  /// @param draft in the form {@link DraftForm#plain} gives
  /// @param kept names of secrets whose value is known without the draft
  public static JsonValue shown(JsonValue draft, List<String> kept) {
    var members = DraftTree.object(draft);
    var shown = new LinkedHashMap<String, Object>();
    for (var place : List.of("secret_environment", "secret_environment_plain")) {
      draft
          .member(place)
          .textMembers()
          .forEach((name, value) -> shown.put(name, shown(name, value, place, kept)));
    }
    draft
        .member("secret_environment_sealed")
        .members()
        .keySet()
        .forEach(name -> shown.put(name, Endpoints.NEW));
    members.remove("secret_environment_plain");
    members.remove("secret_environment_sealed");
    members.remove("secret_environment");
    if (!shown.isEmpty()) {
      members.put("secret_environment", shown);
    }
    if (draft.member("flist").isPresent()) {
      var capacity = new LinkedHashMap<>(DraftForm.CAPACITY);
      capacity.put("disk_type", "ssd");
      capacity.putAll(DraftTree.member(members, "capacity"));
      members.put("capacity", capacity);
    }
    var targets = new ArrayList<>(DraftTree.objects(members.get("logs")));
    targets.addAll(DraftTree.objects(members.get("stats")));
    targets.forEach(target -> Endpoints.show(DraftTree.member(target, "data")));
    return DraftTree.value(members);
  }

  /// @param shown as {@link #shown} gives
  /// @return whether the draft brings a secret whose value the shown does not tell
  public static boolean bringsSecrets(JsonValue shown) {
    return shown.json().contains(Endpoints.NEW);
  }

  private static String shown(String name, String value, String place, List<String> kept) {
    var hasValue =
        place.endsWith("_plain") || (!value.isEmpty() && !value.equals(Endpoints.HIDDEN));
    if (hasValue) {
      return Endpoints.NEW;
    }
    return kept.contains(name) ? Endpoints.HIDDEN : Endpoints.MISSING;
  }
}
