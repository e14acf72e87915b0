package io.coredeck.sdk.workload;

import io.coredeck.model.Result;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.WireException;

/// Where a container can be reached, as its node answered. What it does not have is empty.
///
/// @param ipv4 in its private network
/// @param ipv6 unique local or public
/// @param yggdrasil in the Yggdrasil network
public record Addresses(String ipv4, String ipv6, String yggdrasil) {

  /// No address at all.
  public static final Addresses NONE = new Addresses("", "", "");

  /// How the original node writes an address that is not there.
  private static final String NIL = "<nil>";

  /// @return {@link #NONE} if it tells of no addresses
  public static Addresses of(Result result) {
    try {
      var data = Json.tree(result.dataJson());
      return data.isObject()
          ? new Addresses(
              address(data.member("ipv4")),
              address(data.member("ipv6")),
              address(data.member("yggdrasil")))
          : NONE;
    } catch (WireException _) {
      return NONE;
    }
  }

  private static String address(JsonValue member) {
    var text = member.isText() ? member.text() : "";
    return text.equals(NIL) ? "" : text;
  }
}
