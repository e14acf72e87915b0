package io.coredeck.explorer;

import io.coredeck.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// What an explorer tells of a container, event by event.
final class WatchedEvents {

  private WatchedEvents() {}

  /// @param name `line`, `past` and so on
  /// @param id empty where it has none
  record Event(String name, String id, String data) {

    String member(String name) {
      return Json.tree(data).member(name).text();
    }
  }

  /// One stream, read as it comes.
  record Stream(BufferedReader lines) implements AutoCloseable {

    Event next() throws IOException {
      var members = new LinkedHashMap<String, String>();
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty() && members.containsKey("event")) {
          return new Event(
              members.getOrDefault("event", ""),
              members.getOrDefault("id", ""),
              members.getOrDefault("data", ""));
        }
        var colon = line.indexOf(": ");
        if (colon > 0) {
          members.put(line.substring(0, colon), line.substring(colon + 2));
        }
      }
      throw new IOException("the stream ended");
    }

    List<String> untilPast() throws IOException {
      var told = new ArrayList<String>();
      for (var event = next(); !event.name().equals("past"); event = next()) {
        told.add(event.member("line"));
      }
      return told;
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
