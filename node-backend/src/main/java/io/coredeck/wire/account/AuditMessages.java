package io.coredeck.wire.account;

import io.coredeck.model.registry.AuditEntry;
import io.coredeck.model.registry.AuditEntry.Result;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.WireException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The message about what people did. What reads throws {@link WireException} if the text is not
/// what it should be.
public final class AuditMessages {

  private AuditMessages() {}

  public static List<AuditEntry> entries(String text) {
    return Json.tree(text).items().stream().map(AuditMessages::read).toList();
  }

  public static String write(List<AuditEntry> entries) {
    return Json.writeTree(entries.stream().map(AuditMessages::members).toList());
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
