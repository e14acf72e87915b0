package io.coredeck.cli.deploy;

import io.coredeck.cli.setup.Surroundings;
import io.coredeck.model.rule.Endpoint;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.WireException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What is secret in an entry and stands there in clear: it leaves encrypted for the node, or not
/// at all.
///
/// Nothing can tell a clear text from an encrypted one by looking at it. So what stands in
/// `secret_environment` is clear, unless the entry is a reservation as the explorer shows it: such
/// a one is signed, and its secrets are encrypted.
final class ClearSecrets {
  private static final String SECRETS = "secret_environment";
  private static final String PLAIN = "secret_environment_plain";
  private static final String SEALED = "secret_environment_sealed";
  private static final String SIGNATURE = "customer_signature";
  private static final String LOGS = "logs";
  private static final String DATA = "data";
  private static final List<String> STREAMS = List.of("stdout", "stderr");

  /// Where the dashboard shows no value.
  private static final String HIDDEN = "(hidden)";

  /// Nonce and tag alone are 40 bytes; a clear text is hardly ever so long, in hex, and even.
  private static final Pattern ENCRYPTED = Pattern.compile("(?:[0-9a-fA-F]{2}){40,}");

  private final GridClient grid;
  private final String nodeId;
  private final JsonValue from;
  private final Optional<Surroundings> variables;

  /// @param nodeId who is to read them
  /// @param variables where values come from that are missing; empty for nowhere
  ClearSecrets(GridClient grid, String nodeId, JsonValue from, Optional<Surroundings> variables) {
    this.grid = grid;
    this.nodeId = nodeId;
    this.from = from;
    this.variables = variables;
  }

  /// @param members of the entry; changed
  /// @throws IllegalArgumentException if a value is missing
  void seal(Map<String, Object> members) throws GridException, InterruptedException {
    sealEnvironment(members);
    if (from.member(LOGS).isList()) {
      members.put(LOGS, sealedLogs());
    }
    for (var one : from.member("stats").isList() ? from.member("stats").items() : List.of()) {
      requireShown(((JsonValue) one).member(DATA).member("endpoint"));
    }
  }

  private void sealEnvironment(Map<String, Object> members)
      throws GridException, InterruptedException {
    members.remove(PLAIN);
    members.remove(SEALED);
    var isStored = !from.member(SIGNATURE).text().isEmpty();
    var sealed = new LinkedHashMap<>(from.member(SEALED).textMembers());
    for (var secret : from.member(SECRETS).members().entrySet()) {
      var value = secret.getValue();
      sealed.put(
          secret.getKey(),
          isStored ? stored(value, PLAIN) : encrypted(value(secret.getKey(), value)));
    }
    for (var secret : from.member(PLAIN).textMembers().entrySet()) {
      sealed.put(secret.getKey(), encrypted(secret.getValue()));
    }
    if (!sealed.isEmpty()) {
      members.put(SECRETS, sealed);
    }
  }

  /// @param plain where it may stand in clear
  /// @return the value
  /// @throws WireException if it cannot be encrypted, as one that somebody has edited
  private static String stored(JsonValue value, String plain) {
    if (!ENCRYPTED.matcher(value.text()).matches()) {
      throw new WireException(
          value.path(),
          "is not encrypted, and all would read it; write it in %s in its place".formatted(plain));
    }
    return value.text();
  }

  private String value(String name, JsonValue written) {
    var value = written.text();
    if (!value.isEmpty() && !value.equals(HIDDEN)) {
      return value;
    }
    return variables
        .flatMap(around -> around.variable(name))
        .orElseThrow(() ->
            new WireException(
                written.path(),
                "has no value; write one"
                    + (variables.isPresent()
                        ? ", or set the variable " + name
                        : ", or set the variable " + name + " and use --secrets-from-env")));
  }

  private List<Map<String, Object>> sealedLogs() throws GridException, InterruptedException {
    var sealed = new ArrayList<Map<String, Object>>();
    for (var log : from.member(LOGS).items()) {
      var data = new LinkedHashMap<String, Object>(log.member(DATA).members());
      for (var stream : STREAMS) {
        sealLog(log.member(DATA), stream, data);
      }
      var entry = new LinkedHashMap<String, Object>(log.members());
      entry.put(DATA, data);
      sealed.add(entry);
    }
    return sealed;
  }

  /// An address with a password goes out encrypted: what is in the clear, everybody reads.
  private void sealLog(JsonValue log, String stream, Map<String, Object> data)
      throws GridException, InterruptedException {
    var secret = "secret_" + stream;
    var plain = log.member(secret + "_plain").text();
    data.remove(secret + "_plain");
    var open = log.member(stream);
    requireShown(open);
    if (plain.isEmpty() && hasPassword(open.text())) {
      plain = open.text();
      data.put(stream, "");
    }
    if (!plain.isEmpty()) {
      data.put(secret, encrypted(plain));
    } else if (!log.member(secret).text().isEmpty()) {
      data.put(secret, stored(log.member(secret), secret + "_plain"));
    }
  }

  private static void requireShown(JsonValue address) {
    if (address.isText() && address.text().contains(HIDDEN)) {
      throw new WireException(
          address.path(), "has no password, only '%s' in its place; write it".formatted(HIDDEN));
    }
  }

  private static boolean hasPassword(String url) {
    try {
      return !url.isEmpty() && !Endpoint.parseLog(url).address().password().isEmpty();
    } catch (IllegalArgumentException _) {
      return url.indexOf('@') >= 0; // whatever it is, it may be one
    }
  }

  private String encrypted(String plain) throws GridException, InterruptedException {
    try {
      return grid.secretFor(nodeId, plain);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("node_id: " + e.getMessage(), e);
    }
  }
}
