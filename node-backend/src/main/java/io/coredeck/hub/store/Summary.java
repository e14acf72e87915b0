package io.coredeck.hub.store;

import io.coredeck.flist.Content;
import io.coredeck.flist.FlistReader;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.WireException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a list of images tells of one.
///
/// @param description what its readme says; empty if it has none
/// @param entrypoint what it starts, as words between spaces; empty if it does not say
/// @param files regular files in it
/// @param directories in it, the root too
/// @param links symbolic links in it
/// @param specials devices and the like
/// @param bytes what its files hold, unpacked
/// @param blocks where its blocks are, `HOST:PORT`; empty if it does not say
public record Summary(
    String description,
    String entrypoint,
    long files,
    long directories,
    long links,
    long specials,
    long bytes,
    String blocks) {

  private static final int LONGEST_TEXT = 2000;

  /// What a walk through an image counts.
  private static final class Counts {
    private long files;
    private long directories;
    private long links;
    private long specials;
    private long bytes;
  }

  static Summary of(FlistReader reader) throws IOException {
    var counts = new Counts();
    reader.walk(entry -> {
      switch (entry.content()) {
        case Content.File _ -> {
          counts.files++;
          counts.bytes += entry.size();
        }
        case Content.Folder _ -> counts.directories++;
        case Content.Link _ -> counts.links++;
        case Content.Special _ -> counts.specials++;
      }
    });
    var metadata = reader.metadata();
    return new Summary(
        description(metadata),
        entrypoint(metadata),
        counts.files,
        counts.directories,
        counts.links,
        counts.specials,
        counts.bytes,
        blocks(metadata));
  }

  private static String description(Map<String, String> metadata) {
    var readme = tree(metadata, "readme");
    var text = readme.isObject() ? readme.member("readme") : readme;
    return text.isText() ? cut(text.text()) : "";
  }

  private static String entrypoint(Map<String, String> metadata) {
    var words = tree(metadata, "entrypoint");
    if (words.isText()) {
      return cut(words.text());
    }
    return words.isList()
        ? cut(
            String.join(
                " ",
                words.items().stream().filter(JsonValue::isText).map(JsonValue::text).toList()))
        : "";
  }

  private static String blocks(Map<String, String> metadata) {
    var backend = tree(metadata, "backend");
    if (!backend.isObject() || !backend.member("host").isText()) {
      return "";
    }
    var port = backend.member("port");
    return cut(backend.member("host").text() + (port.isNumber() ? ":" + port.json() : ""));
  }

  /// Anybody may write anything into an image.
  private static JsonValue tree(Map<String, String> metadata, String key) {
    try {
      return Json.tree(metadata.getOrDefault(key, "null"));
    } catch (WireException _) {
      return Json.tree("null");
    }
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }

  static Summary read(String json) {
    var from = Json.tree(json);
    return new Summary(
        from.member("description").text(),
        from.member("entrypoint").text(),
        from.member("files").integer(),
        from.member("directories").integer(),
        from.member("links").integer(),
        from.member("specials").integer(),
        from.member("bytes").integer(),
        from.member("blocks").text());
  }

  /// @return the members of its JSON
  public Map<String, Object> members() {
    var members = new LinkedHashMap<String, Object>();
    members.put("description", description);
    members.put("entrypoint", entrypoint);
    members.put("files", files);
    members.put("directories", directories);
    members.put("links", links);
    members.put("specials", specials);
    members.put("bytes", bytes);
    members.put("blocks", blocks);
    return members;
  }
}
