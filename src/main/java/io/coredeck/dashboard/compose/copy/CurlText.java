package io.coredeck.dashboard.compose.copy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Commands for a shell with curl. With a token the explorer signs, and encrypts secrets, in its
/// owner's name.
final class CurlText {

  /// Asks for one thing and says its whole id once it is there.
  private static final String UP =
      """
      up() {
        id=$(call "$explorer/reservations/workloads" --data @- |
          jq -er '.reservation_id // error(.error)') &&
          call "$explorer/reservations/workloads/$id?until=answered&wait=60" |
          jq -er '.result | if .state == 1 then .workload_id else error(.message) end'
      }
      """;

  private static final String SEALED =
      """
      sealed() {
        printf %s "$1" | jq -Rs --arg node_id "$node" '{$node_id, text: .}' |
          call "$explorer/accounts/encrypt" --data @- | jq -er '.text // error(.error)'
      }
      """;

  private static final String CALL =
      """
      call() {
        curl -sS --fail-with-body -H "Authorization: Bearer $COREDECK_TOKEN" \\
          -H 'Content-Type: application/json' "$@"
      }
      """;

  private CurlText() {}

  static String of(Wanted wanted, URI explorer, long tid) {
    var base = explorer.toString().replaceAll("/$", "");
    var container = owned(wanted.container(), tid);
    var notes = new Notes("# ");
    wanted
        .network()
        .ifPresent(network ->
            notes.say(
                "network-first",
                network.path("name").asString("").replaceAll("\\R", " "),
                "printf %s " + ShellText.quoted(network.toString()) + " | " + ShellText.DEPLOY));
    notes.say("token");
    if (wanted.gaps().isEmpty() && wanted.volumes().isEmpty()) {
      return notes + alone(base) + ShellText.document(container);
    }
    notes.say("needs-jq").gaps(wanted.gaps());
    return notes + "(\nset -e\n" + script(wanted, base, container, tid) + ")\n";
  }

  private static String alone(String base) {
    return """
    curl -sS --fail-with-body %s \\
      -H "Authorization: Bearer $COREDECK_TOKEN" -H 'Content-Type: application/json' --data @-\
    """
        .formatted(ShellText.quoted(base + "/reservations/workloads"));
  }

  private static String script(Wanted wanted, String base, ObjectNode container, long tid) {
    var text = new StringBuilder("explorer=" + ShellText.quoted(base) + "\n").append(CALL);
    var steps = new ArrayList<String>();
    var arguments = new StringBuilder();
    if (!wanted.volumes().isEmpty()) {
      text.append(UP);
    }
    for (var volume : wanted.volumes()) {
      var name = "volume" + (volume.entry() + 1);
      text.append(name).append("=$(up").append(ShellText.document(owned(volume.wish(), tid)));
      text.append(")\n");
      arguments.append("--arg %1$s \"$%1$s\" ".formatted(name));
      var path = List.<Object>of("volumes", volume.entry(), "volume_id");
      steps.add(ShellText.set(List.of(), path, "$" + name));
    }
    var gaps = wanted.gaps();
    var sealed = gaps.stream().filter(Wanted.Gap::isSealed).toList();
    if (!sealed.isEmpty()) {
      text.append("node=").append(ShellText.quoted(wanted.node())).append("\n").append(SEALED);
    }
    for (int i = 0; i < sealed.size(); i++) {
      text.append("s%d=$(sealed \"${%s:?}\")\n".formatted(i, sealed.get(i).variable()));
      arguments.append("--arg s%1$d \"$s%1$d\" ".formatted(i));
      steps.add(ShellText.set(List.of(), sealed.get(i).path(), "$s" + i));
    }
    var open = gaps.stream().filter(gap -> !gap.isSealed()).toList();
    for (var gap : open) {
      steps.add(ShellText.set(List.of(), gap.path(), "$ENV." + gap.variable()));
    }
    return text.append(ShellText.variables(open))
        .append("jq ")
        .append(arguments)
        .append(ShellText.quoted(String.join(" | ", steps)))
        .append(
            ShellText.document(container)
                .replaceFirst("\n", " | call \"\\$explorer/reservations/workloads\" --data @-\n"))
        .toString();
  }

  private static ObjectNode owned(ObjectNode wish, long tid) {
    wish.put("customer_tid", tid);
    wish.putObject("signing_request_delete").put("quorum_min", 1).putArray("signers").add(tid);
    return wish;
  }
}
