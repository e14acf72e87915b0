package io.coredeck.wire.probe;

import io.coredeck.model.probe.EndpointProbe;
import io.coredeck.model.probe.ProbeAnswer;
import io.coredeck.model.probe.ProbeAnswer.Outcome;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Wishes, questions and answers. What reads throws {@link io.coredeck.wire.WireException} if the
/// text is not what it should be.
public final class ProbeMessages {

  private static final long LONGEST_MILLIS = 3_600_000;

  private ProbeMessages() {}

  /// @return the cipher text in a person's wish
  public static String wish(String text) {
    return Json.tree(text).member("secret_url").text();
  }

  public static String writeWish(String secretUrl) {
    return Json.writeTree(Map.of("secret_url", secretUrl));
  }

  public static List<EndpointProbe> probes(String text) {
    return Json.tree(text).items().stream().map(ProbeMessages::probe).toList();
  }

  private static EndpointProbe probe(JsonValue from) {
    return new EndpointProbe(
        from.member("id").text(),
        from.member("customer_tid").integer(),
        from.member("secret_url").text(),
        from.member("everywhere").flag());
  }

  public static String writeProbes(List<EndpointProbe> probes) {
    return Json.writeTree(probes.stream().map(ProbeMessages::tree).toList());
  }

  private static Map<String, Object> tree(EndpointProbe probe) {
    var to = new LinkedHashMap<String, Object>();
    to.put("id", probe.id());
    to.put("customer_tid", probe.customerTid());
    to.put("secret_url", probe.secretUrl());
    to.put("everywhere", probe.everywhere());
    return to;
  }

  /// An outcome that is not known counts as an address that was not understood.
  public static ProbeAnswer answer(String text) {
    var from = Json.tree(text);
    var word = from.member("outcome").text();
    var outcome = Outcome.NOT_UNDERSTOOD;
    for (var one : Outcome.values()) {
      if (one.word().equals(word)) {
        outcome = one;
      }
    }
    return new ProbeAnswer(outcome, from.member("millis").integer(0, LONGEST_MILLIS));
  }

  public static String write(ProbeAnswer answer) {
    var to = new LinkedHashMap<String, Object>();
    to.put("outcome", answer.outcome().word());
    to.put("millis", answer.millis());
    return Json.writeTree(to);
  }
}
