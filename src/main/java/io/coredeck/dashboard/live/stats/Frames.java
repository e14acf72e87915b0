package io.coredeck.dashboard.live.stats;

import io.coredeck.dashboard.live.nodes.NodeLoad;
import io.coredeck.dashboard.live.stats.Events.Event;
import io.coredeck.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;

/// What the server tells a page, as text. The members are those of docs/formats/live.md.
final class Frames {

  /// Most rows of one frame.
  static final int MOST_ROWS = 100;

  private static final int POINT_SIZE = 48;
  private static final double CORE_PARTS = 10_000;

  private Frames() {}

  static String hello(long now) {
    return "{\"event\":\"hello\",\"now\":%d,\"every\":%d}".formatted(now, History.PERIOD_MILLIS);
  }

  /// @param awaySince since when Redis cannot be asked
  static String source(Optional<Instant> awaySince) {
    return awaySince
        .map(since -> "{\"event\":\"source\",\"away\":true,\"since\":" + since.toEpochMilli() + "}")
        .orElse("{\"event\":\"source\",\"away\":false}");
  }

  /// What is new about one container of a table.
  ///
  /// @param fresh whether the points take the place of all that were sent before
  /// @param samples one or more
  record Row(String gwid, boolean fresh, List<Sample> samples) {}

  static String rows(long now, List<Row> rows) {
    var points = rows.stream().mapToInt(row -> row.samples().size() + 2).sum();
    var text = new StringBuilder(points * POINT_SIZE);
    text.append("{\"event\":\"rows\",\"now\":").append(now).append(",\"rows\":[");
    var separator = "";
    for (var row : rows) {
      text.append(separator).append("{\"container\":\"").append(row.gwid());
      text.append("\",\"fresh\":").append(row.fresh());
      text.append(",\"limit\":").append(row.samples().getLast().limit()).append(",\"points\":");
      list(row.samples(), text, Frames::point);
      text.append('}');
      separator = ",";
    }
    return text.append("]}").toString();
  }

  private static void point(Sample sample, StringBuilder text) {
    text.append('[').append(sample.t()).append(',');
    cores(sample, text);
    text.append(',').append(sample.memory()).append(',').append(sample.processes()).append(']');
  }

  /// What a node uses now.
  ///
  /// @param node its key
  record Load(String node, NodeLoad load) {}

  static String nodes(long now, List<Load> loads) {
    var text = new StringBuilder(loads.size() * POINT_SIZE * 2);
    text.append("{\"event\":\"nodes\",\"now\":").append(now).append(",\"nodes\":");
    list(loads, text, Frames::load);
    return text.append('}').toString();
  }

  private static void load(Load one, StringBuilder text) {
    var load = one.load();
    text.append("{\"node\":").append(Json.writeTree(one.node()));
    text.append(",\"cpu\":").append(load.cores());
    text.append(",\"memory\":").append(load.memory());
    text.append(",\"disk\":").append(load.disk()).append('}');
  }

  static String sample(String key, Sample sample) {
    var text = new StringBuilder("{\"event\":\"sample\",\"key\":");
    text.append(Json.writeTree(key)).append(",\"t\":").append(sample.t()).append(",\"cpu\":");
    cores(sample, text);
    text.append(",\"memory\":").append(sample.memory());
    text.append(",\"cache\":").append(sample.cache());
    text.append(",\"processes\":").append(sample.processes());
    return text.append(",\"limit\":").append(sample.limit()).append('}').toString();
  }

  static String happened(String key, Event event) {
    var text = new StringBuilder("{\"event\":\"happened\",\"key\":").append(Json.writeTree(key));
    return text.append(',').append(members(event)).append('}').toString();
  }

  private static String members(Event event) {
    return "\"t\":%d,\"kind\":%s,\"text\":%s"
        .formatted(event.t(), Json.writeTree(event.kind()), Json.writeTree(event.text()));
  }

  static String history(
      String key, long now, long from, long to, History history, List<Event> events) {
    var rows = history.rows();
    var text = new StringBuilder(rows.size() * POINT_SIZE * 2);
    text.append("{\"event\":\"history\",\"key\":").append(Json.writeTree(key));
    text.append(",\"now\":").append(now);
    text.append(",\"from\":").append(from).append(",\"to\":").append(to);
    text.append(",\"step\":").append(history.step()).append(",\"oldest\":");
    text.append(
        history.oldest().isPresent() ? Long.toString(history.oldest().getAsLong()) : "null");
    text.append(",\"columns\":{\"t\":");
    list(rows, text, (row, to1) -> to1.append(row.t()));
    text.append(",\"cpu\":");
    list(rows, text, Frames::cores);
    text.append(",\"memory\":");
    list(rows, text, (row, to1) -> number(row, row.memory(), to1));
    text.append(",\"cache\":");
    list(rows, text, (row, to1) -> number(row, row.cache(), to1));
    text.append(",\"processes\":");
    list(rows, text, (row, to1) -> number(row, row.processes(), to1));
    text.append(",\"limit\":");
    list(rows, text, (row, to1) -> number(row, row.limit(), to1));
    text.append("},\"happened\":");
    list(events, text, (event, to1) -> to1.append('{').append(members(event)).append('}'));
    return text.append('}').toString();
  }

  private static <T> void list(
      List<T> items, StringBuilder text, BiConsumer<T, StringBuilder> item) {
    text.append('[');
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        text.append(',');
      }
      item.accept(items.get(i), text);
    }
    text.append(']');
  }

  private static void cores(Sample sample, StringBuilder text) {
    if (Double.isNaN(sample.cores())) {
      text.append("null");
    } else {
      text.append(Math.round(sample.cores() * CORE_PARTS) / CORE_PARTS);
    }
  }

  private static void number(Sample row, long value, StringBuilder text) {
    if (row.isHole()) {
      text.append("null");
    } else {
      text.append(value);
    }
  }

  /// Why something that was asked for is not sent; pages have words of their own for it.
  enum Why {
    FORBIDDEN("you may not see this container"),
    FULL("too many containers are looked at; close some pages");

    private final String text;

    Why(String text) {
      this.text = text;
    }
  }

  /// @param what names the part that was asked for: `"key":…` or `"container":…`
  static String refused(String member, String what, Why why) {
    return "{\"event\":\"refused\",\"%s\":%s,\"why\":\"%s\",\"text\":\"%s\"}"
        .formatted(member, Json.writeTree(what), why.name().toLowerCase(Locale.ROOT), why.text);
  }
}
