package io.coredeck.explorer.workload.follow;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.explorer.workload.follow.RedisStreams.Entry;
import io.coredeck.wire.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What of containers is told. Fields of entries: docs/formats/logs-and-stats.md.
enum Told {
  /// Lines they print.
  LOGS("logs", "line"),

  /// What they use.
  STATS("stats", "sample");

  private static final List<String> SAMPLE =
      List.of(
          "timestamp", "memory_usage", "memory_limit", "memory_cache", "cpu_usage", "pids_current");

  private final String word;
  private final String event;

  Told(String word, String event) {
    this.word = word;
    this.event = event;
  }

  /// @return as it is called in paths and in front of people
  String word() {
    return word;
  }

  /// @return the stream in which nodes keep it of a container
  String key(String gwid) {
    return "coredeck:" + word + ":" + gwid;
  }

  /// @return the entry as a server-sent event
  String event(Entry entry) {
    var data = this == LOGS ? line(entry.fields()) : sample(entry.fields());
    return "id: %s\nevent: %s\ndata: %s\n\n".formatted(entry.id(), event, Json.writeTree(data));
  }

  /// @return milliseconds since 1970
  long time(Entry entry) {
    return this == LOGS ? number(entry.fields(), "t") : entry.id().first();
  }

  private static Map<String, Object> line(Map<String, byte[]> fields) {
    var data = new LinkedHashMap<String, Object>();
    data.put("number", number(fields, "n"));
    data.put("time", number(fields, "t"));
    data.put("stream", new String(bytes(fields, "s"), UTF_8));
    var line = bytes(fields, "l");
    try {
      data.put("line", UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString());
    } catch (CharacterCodingException _) {
      data.put("base64", Base64.getEncoder().encodeToString(line)); // a text would lose bytes
    }
    return data;
  }

  private static Map<String, Object> sample(Map<String, byte[]> fields) {
    var data = new LinkedHashMap<String, Object>();
    SAMPLE.forEach(name -> data.put(name, number(fields, name)));
    return data;
  }

  private static byte[] bytes(Map<String, byte[]> fields, String name) {
    return fields.getOrDefault(name, new byte[0]);
  }

  /// @return 0 for what no node writes
  private static long number(Map<String, byte[]> fields, String name) {
    try {
      return Long.parseLong(new String(bytes(fields, name), UTF_8));
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}
