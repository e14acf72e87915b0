package io.coredeck.wire;

import io.coredeck.model.registry.Pool;
import io.coredeck.model.registry.PoolOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/// The members of pools and of the orders for them.
final class PoolMapping {

  private PoolMapping() {}

  static Pool read(JsonValue from) {
    return new Pool(
        from.member("pool_id").integer(),
        from.member("cus").decimal(),
        from.member("sus").decimal(),
        from.member("ipv4us").decimal(),
        from.member("node_ids").texts(),
        from.member("last_updated").timestamp(),
        from.member("active_cu").decimal(),
        from.member("active_su").decimal(),
        from.member("active_ipv4").decimal(),
        from.member("empty_at").timestamp(),
        from.member("customer_tid").integer(),
        from.member("sponsor_tid").integer(),
        from.member("active_workload_ids").integers());
  }

  static Map<String, Object> write(Pool from) {
    var to = new LinkedHashMap<String, Object>();
    to.put("pool_id", from.poolId());
    to.put("cus", from.cus());
    to.put("sus", from.sus());
    to.put("ipv4us", from.ipv4us());
    to.put("node_ids", from.nodeIds());
    to.put("last_updated", from.lastUpdated());
    to.put("active_cu", from.activeCu());
    to.put("active_su", from.activeSu());
    to.put("active_ipv4", from.activeIpv4());
    to.put("empty_at", from.emptyAt());
    to.put("customer_tid", from.customerTid());
    to.put("sponsor_tid", from.sponsorTid());
    to.put("active_workload_ids", from.activeWorkloadIds());
    return to;
  }

  static PoolOrder readOrder(JsonValue from) {
    return readOrder(from, from.member("data_reservation"));
  }

  private static PoolOrder readOrder(JsonValue from, JsonValue data) {
    return new PoolOrder(
        from.member("json").text(),
        data.json(),
        data.member("pool_id").integer(),
        data.member("cus").integer(0, Long.MAX_VALUE),
        data.member("sus").integer(0, Long.MAX_VALUE),
        data.member("ipv4us").integer(0, Long.MAX_VALUE),
        data.member("node_ids").texts(),
        data.member("currencies").texts(),
        from.member("customer_tid").integer(),
        from.member("customer_signature").text(),
        from.member("sponsor_tid").integer(),
        from.member("sponsor_signature").text());
  }

  static Map<String, Object> writeOrder(PoolOrder from) {
    var to = new LinkedHashMap<String, Object>();
    to.put("json", from.json());
    to.put("data_reservation", data(from));
    to.put("customer_tid", from.customerTid());
    to.put("customer_signature", from.customerSignature());
    to.put("sponsor_tid", from.sponsorTid());
    to.put("sponsor_signature", from.sponsorSignature());
    return to;
  }

  static Map<String, Object> data(PoolOrder from) {
    var to = new LinkedHashMap<String, Object>();
    to.put("pool_id", from.poolId());
    to.put("cus", from.cus());
    to.put("sus", from.sus());
    to.put("ipv4us", from.ipv4us());
    to.put("node_ids", from.nodeIds());
    to.put("currencies", from.currencies());
    return to;
  }

  static boolean isSignedTextOf(PoolOrder order) {
    try {
      return data(readOrder(Json.tree("{}"), Json.tree(order.json()))).equals(data(order));
    } catch (WireException _) {
      return false;
    }
  }
}
