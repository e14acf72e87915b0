package io.coredeck.wire.account;

import io.coredeck.model.registry.AuditEntry;
import io.coredeck.model.registry.AuditEntry.Result;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.WireException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The message about what people did. What reads throws {@link WireException} if the text is not
/// what it should be.
public final class AuditMessages {

  private AuditMessages() {}

  /// A file or recording that a person moved between a container and a machine of theirs, as
  /// whoever passed it on tells it.
  ///
  /// @param gwid of the container, e.g. `3-1`
  /// @param kind which way it went
  /// @param what the path in the container, or which recording
  /// @param bytes that went through, 0 or more
  /// @param outcome `done`, or why it was not
  public record Transfer(String gwid, Kind kind, String what, long bytes, String outcome) {

    /// The outcome of one that went through whole.
    public static final String DONE = "done";

    public Transfer {
      if (bytes < 0) {
        throw new IllegalArgumentException("bytes is %d; it must be 0 or more".formatted(bytes));
      }
    }
  }

  /// Which way a file went.
  public enum Kind {
    UPLOAD("upload"),
    DOWNLOAD("download"),
    RECORDING("recording");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /// @return as the wire has it
    public String word() {
      return word;
    }
  }

  public static List<AuditEntry> entries(String text) {
    return Json.tree(text).items().stream().map(AuditMessages::read).toList();
  }

  public static String write(List<AuditEntry> entries) {
    return Json.writeTree(entries.stream().map(AuditMessages::members).toList());
  }

  public static String write(AuditEntry entry) {
    return Json.writeTree(members(entry));
  }

  public static String write(Transfer transfer) {
    var to = new LinkedHashMap<String, Object>();
    to.put("gwid", transfer.gwid());
    to.put("kind", transfer.kind().word());
    to.put("what", transfer.what());
    to.put("bytes", transfer.bytes());
    to.put("outcome", transfer.outcome());
    return Json.writeTree(to);
  }

  public static Transfer transfer(String text) {
    var from = Json.tree(text);
    var word = from.member("kind").text();
    var kind =
        Arrays.stream(Kind.values())
            .filter(one -> one.word().equals(word))
            .findFirst()
            .orElseThrow(() ->
                new WireException(
                    "kind", "is '%s'; it must be upload, download or recording".formatted(word)));
    var bytes = from.member("bytes").integer();
    if (bytes < 0) {
      throw new WireException("bytes", "is %d; it must be 0 or more".formatted(bytes));
    }
    return new Transfer(
        from.member("gwid").text(),
        kind,
        from.member("what").text(),
        bytes,
        from.member("outcome").text());
  }

  private static AuditEntry read(JsonValue from) {
    return new AuditEntry(
        from.member("id").integer(),
        from.member("at").integer(),
        from.member("tid").integer(),
        from.member("actor").text(),
        from.member("via").text(),
        from.member("address").text(),
        from.member("action").text(),
        from.member("object").text(),
        from.member("result").text().equals(Result.OK.word()) ? Result.OK : Result.REFUSED,
        from.member("detail").text());
  }

  private static Map<String, Object> members(AuditEntry entry) {
    var to = new LinkedHashMap<String, Object>();
    to.put("id", entry.id());
    to.put("at", entry.at());
    to.put("tid", entry.tid());
    to.put("actor", entry.actor());
    to.put("via", entry.via());
    to.put("address", entry.address());
    to.put("action", entry.action());
    to.put("object", entry.object());
    to.put("result", entry.result().word());
    to.put("detail", entry.detail());
    return to;
  }
}
