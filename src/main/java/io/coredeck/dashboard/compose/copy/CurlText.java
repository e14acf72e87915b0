package io.coredeck.dashboard.compose.copy;

import io.coredeck.dashboard.compose.copy.Wanted.Gap;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
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

  /// A document of its own: everybody on the machine sees a program's arguments.
  private static final String HEADER =
      """
      Authorization: Bearer $COREDECK_TOKEN
      HEADER
      """;

  private static final String CALL =
      """
      call() {
        curl -sS --fail-with-body -H @/dev/fd/3 -H 'Content-Type: application/json' "$@" 3<<HEADER
      %s}
      """
          .formatted(HEADER);

  private final Wanted wanted;
  private final String base;
  private final long tid;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder arguments = new StringBuilder();
  private final List<String> steps = new ArrayList<>();

  private CurlText(Wanted wanted, URI explorer, long tid) {
    this.wanted = wanted;
    this.base = explorer.toString().replaceAll("/$", "");
    this.tid = tid;
  }

  static String of(Wanted wanted, URI explorer, long tid) {
    return new CurlText(wanted, explorer, tid).text();
  }

  private String text() {
    var notes = new Notes("# ");
    wanted
        .network()
        .ifPresent(network ->
            notes.say(
                "network-first",
                network.path("name").asString("").replaceAll("\\R", " "),
                "printf %s " + ShellText.quoted(network.toString()) + " | " + ShellText.DEPLOY));
    notes.say("token");
    var container = owned(wanted.container());
    if (wanted.gaps().isEmpty() && wanted.volumes().isEmpty()) {
      return notes
          + alone()
          + ShellText.document(container)
              .replaceFirst("\n", Matcher.quoteReplacement("\n" + HEADER));
    }
    notes.say("needs-jq").gaps(wanted.gaps());
    text.append("explorer=").append(ShellText.quoted(base)).append("\n").append(CALL);
    secrets();
    volumes();
    return notes + "(\nset -e\n" + text + last(container) + ")\n";
  }

  private String alone() {
    return """
    curl -sS --fail-with-body %s \\
      -H @/dev/fd/3 -H 'Content-Type: application/json' --data @- 3<<HEADER\
    """
        .formatted(ShellText.quoted(base + "/reservations/workloads"));
  }

  /// They come first, before anything is made that would be left behind if one is missing.
  private void secrets() {
    var gaps = wanted.gaps();
    if (gaps.stream().anyMatch(Gap::isSealed)) {
      text.append("node=").append(ShellText.quoted(wanted.node())).append("\n").append(SEALED);
    }
    for (var gap : gaps) {
      var variable = "\"${%s:?}\"".formatted(gap.variable());
      if (gap.isSealed()) {
        var name = "secret" + (steps.size() + 1);
        text.append("%s=$(sealed %s)\n".formatted(name, variable));
        put(name, gap.path());
      } else {
        text.append(": ").append(variable).append("\n");
        steps.add(ShellText.set(List.of(), gap.path(), "$ENV." + gap.variable()));
      }
    }
  }

  private void volumes() {
    if (!wanted.volumes().isEmpty()) {
      text.append(UP);
    }
    for (var volume : wanted.volumes()) {
      var name = "volume" + (volume.entry() + 1);
      var wish = ShellText.document(owned(volume.wish()));
      text.append(name).append("=$(up").append(wish).append(")\n");
      put(name, List.of("volumes", volume.entry(), "volume_id"));
    }
  }

  private void put(String name, List<Object> path) {
    arguments.append("--arg %1$s \"$%1$s\" ".formatted(name));
    steps.add(ShellText.set(List.of(), path, "$" + name));
  }

  private String last(ObjectNode container) {
    var open = wanted.gaps().stream().filter(gap -> !gap.isSealed()).toList();
    var send = " | call \"$explorer/reservations/workloads\" --data @-\n";
    return ShellText.variables(open)
        + "jq "
        + arguments
        + ShellText.quoted(String.join(" | ", steps))
        + ShellText.document(container).replaceFirst("\n", Matcher.quoteReplacement(send));
  }

  private ObjectNode owned(ObjectNode wish) {
    wish.put("customer_tid", tid);
    wish.putObject("signing_request_delete").put("quorum_min", 1).putArray("signers").add(tid);
    return wish;
  }
}
