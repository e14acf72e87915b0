package io.coredeck.dashboard.compose.draft;

import io.coredeck.model.Container;
import io.coredeck.model.Reservation;
import io.coredeck.model.WorkloadType;
import io.coredeck.sdk.workload.WorkloadName;
import io.coredeck.wire.Json;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// From a draft to what the explorer is asked for, and back from what it keeps.
public final class DraftReservation {

  private static final List<String> STREAMS = List.of("stdout", "stderr");

  /// From this version of a reservation on, secrets are boxed between its user and the node.
  private static final int FIRST_WITH_BOX = 1;

  private DraftReservation() {}

  /// @param volumes the gwids of the draft's volumes, in their order, new ones too
  /// @param encrypt turns plain text into hex that only the node can read
  /// @return what to ask for, ready to be signed
  /// @throws io.coredeck.wire.WireException if the draft is not what a reservation must be
  public static Reservation of(Draft draft, List<String> volumes, UnaryOperator<String> encrypt) {
    var members = draft.members();
    members.put("workload_type", WorkloadType.CONTAINER.code());
    members.put("workload_id", 1);
    var name = draft.text("/name");
    if (!name.isEmpty()) {
      members.put("metadata", WorkloadName.metadata(name));
    }
    for (var own :
        List.of("id", "next_action", "result", "customer_signature", "epoch", "version")) {
      members.remove(own);
    }
    var secrets = JsonNodeFactory.instance.objectNode();
    draft
        .secretNames()
        .forEach(one ->
            secrets.put(
                one,
                draft.sealed(one).orElseGet(() -> encrypt.apply(draft.secret(one).orElse("")))));
    members.set("secret_environment", secrets);
    for (int i = 0; i < volumes.size(); i++) {
      if (members.path("volumes").path(i) instanceof ObjectNode mount) {
        mount.put("volume_id", volumes.get(i));
      }
    }
    addPasswords(draft, members, encrypt);
    return Json.reservation(members.toString());
  }

  /// @return what people call the container, or its image
  public static String title(Draft draft) {
    var name = draft.text("/name");
    var image = draft.text("/flist").replaceAll(".*/", "").replaceAll("\\.flist$", "");
    return name.isEmpty() ? image : name;
  }

  /// @return the name of a volume that is made with the container: its own, or the container's and
  ///   where it is mounted
  public static String volumeName(Draft draft, Draft.Mount mount) {
    var own = draft.text(mount.pointer() + "/create/name");
    var derived = title(draft) + mount.mountpoint().replaceAll("[/.]+", "-");
    return own.isBlank() ? derived.replaceFirst("^-", "") : own.strip();
  }

  /// An address for lines that holds a password goes to the node encrypted: what is in the clear,
  /// everybody reads. For statistics there is no such way.
  private static void addPasswords(Draft draft, ObjectNode members, UnaryOperator<String> encrypt) {
    for (int i = 0; i < draft.size("/logs"); i++) {
      for (var stream : STREAMS) {
        var pointer = "/logs/" + i + "/data/" + stream;
        if (draft.hasPassword(pointer)
            && members.path("logs").path(i).path("data") instanceof ObjectNode data) {
          data.put("secret_" + stream, encrypt.apply(draft.url(pointer).orElse("")));
          data.put(stream, "");
        }
      }
    }
    for (int i = 0; i < draft.size("/stats"); i++) {
      var pointer = "/stats/" + i + "/data/endpoint";
      if (members.path("stats").path(i).path("data") instanceof ObjectNode data) {
        draft
            .url(pointer)
            .filter(url -> !url.isEmpty())
            .ifPresent(url -> data.put("endpoint", url));
      }
    }
  }

  /// What was asked for once, to be asked for again. Nobody but the node can read its secrets: for
  /// the same person they are kept as they are, of use on that node only; else their names stay.
  ///
  /// @param tid who asks now
  /// @return empty draft if it is no container
  public static Draft from(Reservation stored, long tid) {
    if (!(stored.workload() instanceof Container container)) {
      return Draft.empty();
    }
    var kept = Json.tree(Json.write(stored));
    var draft = Draft.empty().with("/name", WorkloadName.of(stored));
    for (var member :
        List.of(
            "flist",
            "hub_url",
            "description",
            "interactive",
            "entrypoint",
            "environment",
            "volumes",
            "capacity",
            "node_id",
            "pool_id",
            "network_connection",
            "logs",
            "stats")) {
      draft = draft.with("/" + member, tree(kept.member(member).json()));
    }
    draft = plain(withoutEmptyLogs(draft));
    for (var name : container.secretEnvironment().keySet()) {
      draft = draft.withSecret(name, null);
    }
    var isOwn = stored.customerTid() == tid && stored.version() >= FIRST_WITH_BOX;
    return isOwn
        ? draft.withSealed(container.secretEnvironment(), stored.nodeId())
        : withoutSecretLogs(draft);
  }

  /// As people write it: a word for the kind of disk, nothing for what is not asked for.
  private static Draft plain(Draft draft) {
    var word = draft.isSsd("/capacity/disk_type") ? "ssd" : "hdd";
    var plain = draft.with("/capacity/disk_type", word);
    for (var member : List.of("/hub_url", "/description")) {
      plain = plain.text(member).isEmpty() ? plain.without(member) : plain;
    }
    return plain;
  }

  private static Draft withoutEmptyLogs(Draft draft) {
    var open = draft;
    for (int i = 0; i < draft.size("/logs"); i++) {
      for (var member : List.of("stdout", "stderr", "secret_stdout", "secret_stderr")) {
        var pointer = "/logs/" + i + "/data/" + member;
        open = open.text(pointer).isEmpty() ? open.without(pointer) : open;
      }
    }
    return open;
  }

  private static Draft withoutSecretLogs(Draft draft) {
    var open = draft;
    for (int i = 0; i < draft.size("/logs"); i++) {
      for (var stream : STREAMS) {
        open = open.without("/logs/" + i + "/data/secret_" + stream);
      }
    }
    return open;
  }

  private static tools.jackson.databind.JsonNode tree(String json) {
    return tools.jackson.databind.json.JsonMapper.shared().readTree(json);
  }
}
