package io.coredeck.wire;

import io.coredeck.model.registry.Farm;
import io.coredeck.model.registry.Location;
import io.coredeck.model.registry.User;
import io.coredeck.model.registry.WalletAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The members of users and farms.
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
        readLocation(from.member("location")),
        readTerms(from));
  }

  private static Farm.Terms readTerms(JsonValue from) {
    var prices = from.member("resource_prices");
    return new Farm.Terms(
        from.member("iyo_organization").text(),
        prices.items().isEmpty() ? "[]" : prices.json(),
        from.member("prefix_zero").text(),
        from.member("ipaddresses").items().stream().map(RegistryMapping::readAddress).toList(),
        from.member("enable_custom_pricing").flag(),
        readPrice(from.member("farm_cloudunits_price")),
        from.member("is_grid3_compliant").flag());
  }

  private static Farm.PublicAddress readAddress(JsonValue from) {
    return new Farm.PublicAddress(
        from.member("address").text(),
        from.member("gateway").text(),
        from.member("reservation_id").integer());
  }

  private static Farm.UnitPrice readPrice(JsonValue from) {
    return new Farm.UnitPrice(
        from.member("currency").integer(),
        from.member("cu").decimal(),
        from.member("su").decimal(),
        from.member("nu").decimal(),
        from.member("ipv4u").decimal());
  }

  static Map<String, Object> write(Farm from) {
    var terms = from.terms();
    var to = new LinkedHashMap<String, Object>();
    to.put("id", from.id());
    to.put("threebot_id", from.threebotId());
    to.put("iyo_organization", terms.iyoOrganization());
    to.put("name", from.name());
    to.put("wallet_addresses", writeWallets(from.walletAddresses()));
    to.put("location", write(from.location()));
    to.put("email", from.email());
    to.put("resource_prices", Json.tree(terms.resourcePricesJson()));
    to.put("prefix_zero", terms.prefixZero());
    to.put("ipaddresses", terms.addresses().stream().map(RegistryMapping::write).toList());
    to.put("enable_custom_pricing", terms.hasCustomPricing());
    to.put("farm_cloudunits_price", write(terms.price()));
    to.put("is_grid3_compliant", terms.isGrid3Compliant());
    return to;
  }

  private static Map<String, Object> write(Farm.PublicAddress from) {
    var to = new LinkedHashMap<String, Object>();
    to.put("address", from.address());
    to.put("gateway", from.gateway());
    to.put("reservation_id", from.reservationId());
    return to;
  }

  private static Map<String, Object> write(Farm.UnitPrice from) {
    var to = new LinkedHashMap<String, Object>();
    to.put("currency", from.currency());
    to.put("cu", from.cu());
    to.put("su", from.su());
    to.put("nu", from.nu());
    to.put("ipv4u", from.ipv4u());
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
