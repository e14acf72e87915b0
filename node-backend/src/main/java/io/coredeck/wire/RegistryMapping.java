package io.coredeck.wire;

import io.coredeck.model.registry.Farm;
import io.coredeck.model.registry.Location;
import io.coredeck.model.registry.User;
import io.coredeck.model.registry.WalletAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The members of users and farms. What the grid does not keep is written empty, as the original
/// has it.
final class RegistryMapping {

  private RegistryMapping() {}

  static User readUser(JsonValue from) {
    return new User(
        from.member("id").integer(),
        from.member("name").text(),
        from.member("email").text(),
        from.member("pubkey").text(),
        from.member("host").text(),
        from.member("description").text(),
        readWallets(from.member("wallet_addresses")),
        from.member("trusted_sales_channel").flag());
  }

  static Map<String, Object> write(User from) {
    var to = new LinkedHashMap<String, Object>();
    to.put("id", from.id());
    to.put("name", from.name());
    to.put("email", from.email());
    to.put("pubkey", from.pubkey());
    to.put("host", from.host());
    to.put("description", from.description());
    to.put("wallet_addresses", writeWallets(from.walletAddresses()));
    to.put("trusted_sales_channel", from.trustedSalesChannel());
    return to;
  }

  static Farm readFarm(JsonValue from) {
    return new Farm(
        from.member("id").integer(),
        from.member("threebot_id").integer(),
        from.member("name").text(),
        from.member("email").text(),
        readWallets(from.member("wallet_addresses")),
        readLocation(from.member("location")));
  }

  static Map<String, Object> write(Farm from) {
    var to = new LinkedHashMap<String, Object>();
    to.put("id", from.id());
    to.put("threebot_id", from.threebotId());
    to.put("iyo_organization", "");
    to.put("name", from.name());
    to.put("wallet_addresses", writeWallets(from.walletAddresses()));
    to.put("location", write(from.location()));
    to.put("email", from.email());
    to.put("resource_prices", List.of());
    to.put("prefix_zero", "");
    to.put("ipaddresses", List.of());
    to.put("enable_custom_pricing", false);
    to.put("farm_cloudunits_price", noPrice());
    to.put("is_grid3_compliant", false);
    return to;
  }

  private static Map<String, Object> noPrice() {
    var to = new LinkedHashMap<String, Object>();
    to.put("currency", 0);
    to.put("cu", 0);
    to.put("su", 0);
    to.put("nu", 0);
    to.put("ipv4u", 0);
    return to;
  }

  static Location readLocation(JsonValue from) {
    return new Location(
        from.member("city").text(),
        from.member("country").text(),
        from.member("continent").text(),
        from.member("latitude").decimal(),
        from.member("longitude").decimal());
  }

  static Map<String, Object> write(Location from) {
    var to = new LinkedHashMap<String, Object>();
    to.put("city", from.city());
    to.put("country", from.country());
    to.put("continent", from.continent());
    to.put("latitude", from.latitude());
    to.put("longitude", from.longitude());
    return to;
  }

  private static List<WalletAddress> readWallets(JsonValue from) {
    return from.items().stream()
        .map(one -> new WalletAddress(one.member("asset").text(), one.member("address").text()))
        .toList();
  }

  private static List<Map<String, Object>> writeWallets(List<WalletAddress> from) {
    return from.stream().map(RegistryMapping::write).toList();
  }

  private static Map<String, Object> write(WalletAddress from) {
    var to = new LinkedHashMap<String, Object>();
    to.put("asset", from.asset());
    to.put("address", from.address());
    return to;
  }
}
