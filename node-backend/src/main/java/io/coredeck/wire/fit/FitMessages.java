package io.coredeck.wire.fit;

import io.coredeck.model.Bytes;
import io.coredeck.model.fit.Code;
import io.coredeck.model.fit.Explanation;
import io.coredeck.model.fit.Explanation.Cost;
import io.coredeck.model.fit.Explanation.NodeAnswer;
import io.coredeck.model.fit.Explanation.Time;
import io.coredeck.model.fit.Finding;
import io.coredeck.model.fit.Room;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What would become of a wish. What reads throws {@link io.coredeck.wire.WireException} if the
/// text is not what it should be.
public final class FitMessages {

  private FitMessages() {}

  /// @return as the explorer answers
  public static String write(Explanation from) {
    return Json.writeTree(tree(from));
  }

  /// @return the same as members, for those who write it in another form
  public static Map<String, Object> tree(Explanation from) {
    var to = new LinkedHashMap<String, Object>();
    to.put("fits", from.fits());
    to.put("faults", findings(from.faults()));
    to.put("clashes", findings(from.clashes()));
    to.put("notices", findings(from.notices()));
    to.put("nodes", from.nodes().stream().map(FitMessages::node).toList());
    to.put("nodes_fitting", from.nodesFitting());
    to.put("nodes_total", from.nodesTotal());
    to.put("nodes_left_out", from.nodesLeftOut());
    to.put("cost", cost(from.cost()));
    from.time().ifPresent(time -> to.put("time", time(time)));
    return to;
  }

  private static List<Map<String, Object>> findings(List<Finding> from) {
    return from.stream().map(FitMessages::finding).toList();
  }

  private static Map<String, Object> finding(Finding from) {
    var to = new LinkedHashMap<String, Object>();
    to.put("code", from.code().word());
    to.put("path", from.path().isEmpty() ? "$" : "$." + from.path());
    to.put("message", from.message());
    to.put("is", from.is());
    to.put("must_be", from.mustBe());
    to.put("to_do", from.toDo());
    to.put("facts", from.facts());
    return to;
  }

  private static Map<String, Object> node(NodeAnswer from) {
    var to = new LinkedHashMap<String, Object>();
    to.put("node_id", from.nodeId());
    to.put("hostname", from.hostname());
    to.put("farm_id", from.farmId());
    to.put("asked", from.isAsked());
    to.put("fits", from.fits());
    to.put("room", room(from.room()));
    to.put("reasons", findings(from.reasons()));
    return to;
  }

  private static Map<String, Object> room(Room from) {
    var to = new LinkedHashMap<String, Object>();
    to.put("cpus", from.cpus());
    to.put("cpus_reserved", from.reservedCpus());
    to.put("memory_free", from.memory().toMiB());
    to.put("hdd_free", from.hdd().toMiB());
    to.put("ssd_free", from.ssd().toMiB());
    return to;
  }

  private static Map<String, Object> cost(Cost from) {
    var to = new LinkedHashMap<String, Object>();
    to.put("cu", from.cu());
    to.put("su", from.su());
    to.put("cu_per_hour", from.cuPerHour());
    to.put("su_per_hour", from.suPerHour());
    to.put("cu_per_month", from.cuPerMonth());
    to.put("su_per_month", from.suPerMonth());
    to.put("pool_id", from.poolId());
    from.seconds().ifPresent(seconds -> to.put("pool_lasts", seconds));
    return to;
  }

  private static Map<String, Object> time(Time from) {
    var to = new LinkedHashMap<String, Object>();
    to.put("median", from.median());
    to.put("slow", from.slow());
    to.put("samples", from.samples());
    return to;
  }

  /// @return what the explorer answered
  public static Explanation explanation(String text) {
    var from = Json.tree(text);
    var time = from.member("time");
    return new Explanation(
        from.member("fits").flag(),
        readFindings(from.member("faults")),
        readFindings(from.member("clashes")),
        readFindings(from.member("notices")),
        from.member("nodes").items().stream().map(FitMessages::readNode).toList(),
        from.member("nodes_fitting").integer(),
        from.member("nodes_total").integer(),
        readCost(from.member("cost")),
        time.isPresent()
            ? Optional.of(
                new Time(
                    time.member("median").integer(),
                    time.member("slow").integer(),
                    (int) time.member("samples").integer(1, Integer.MAX_VALUE)))
            : Optional.empty());
  }

  private static List<Finding> readFindings(JsonValue from) {
    return from.items().stream().map(FitMessages::readFinding).toList();
  }

  private static Finding readFinding(JsonValue from) {
    var facts = new LinkedHashMap<String, Object>();
    from.member("facts")
        .members()
        .forEach((name, value) ->
            facts.put(name, value.isNumber() ? (Object) value.integer() : value.text()));
    return new Finding(
        Code.of(from.member("code").text()),
        from.member("path").text().replaceFirst("^\\$\\.?", ""),
        from.member("message").text(),
        from.member("is").text(),
        from.member("must_be").text(),
        from.member("to_do").text(),
        facts);
  }

  private static NodeAnswer readNode(JsonValue from) {
    var room = from.member("room");
    return new NodeAnswer(
        from.member("node_id").text(),
        from.member("hostname").text(),
        from.member("farm_id").integer(),
        from.member("asked").flag(),
        new Room(
            room.member("cpus").integer(),
            room.member("cpus_reserved").integer(),
            mebibytes(room.member("memory_free")),
            mebibytes(room.member("hdd_free")),
            mebibytes(room.member("ssd_free"))),
        readFindings(from.member("reasons")));
  }

  private static Bytes mebibytes(JsonValue from) {
    return Bytes.ofMiB(from.integer(0, Long.MAX_VALUE / Bytes.MIB));
  }

  private static Cost readCost(JsonValue from) {
    var lasts = from.member("pool_lasts");
    return new Cost(
        from.member("cu").decimal(),
        from.member("su").decimal(),
        from.member("pool_id").integer(),
        lasts.isPresent() ? Optional.of(lasts.integer()) : Optional.empty());
  }
}
