package io.coredeck.model.registry;

import java.util.List;

/// A group of nodes with one owner.
///
/// @param id given by the explorer, from 1; 0 before
/// @param threebotId the owner's user id
/// @param name unique, letters, digits, `_` and `-`
/// @param email of the owner
/// @param walletAddresses where payments go
/// @param location where the nodes stand
/// @param terms what the original's farmers say besides; kept and given out
public record Farm(
    long id,
    long threebotId,
    String name,
    String email,
    List<WalletAddress> walletAddresses,
    Location location,
    Terms terms) {

  public Farm {
    walletAddresses = List.copyOf(walletAddresses);
  }

  /// A farm without {@link Terms}.
  public Farm(
      long id,
      long threebotId,
      String name,
      String email,
      List<WalletAddress> walletAddresses,
      Location location) {
    this(id, threebotId, name, email, walletAddresses, location, Terms.NONE);
  }

  /// @return the same with another id
  public Farm withId(long newId) {
    return new Farm(newId, threebotId, name, email, walletAddresses, location, terms);
  }

  /// @return the same without its email, as strangers see it
  public Farm withoutEmail() {
    return new Farm(id, threebotId, name, "", walletAddresses, location, terms);
  }

  /// Prices and public addresses. Nothing of it means anything on this grid, where capacity costs
  /// nothing.
  ///
  /// @param iyoOrganization free text
  /// @param resourcePricesJson a JSON list
  /// @param prefixZero CIDR, or empty
  /// @param addresses public IPv4 addresses of the farm
  /// @param hasCustomPricing whether {@link #price} counts
  /// @param price of a cloud unit
  /// @param isGrid3Compliant free for the farmer to say
  public record Terms(
      String iyoOrganization,
      String resourcePricesJson,
      String prefixZero,
      List<PublicAddress> addresses,
      boolean hasCustomPricing,
      UnitPrice price,
      boolean isGrid3Compliant) {

    /// A farm that says nothing of it.
    public static final Terms NONE =
        new Terms("", "[]", "", List.of(), false, UnitPrice.NONE, false);

    public Terms {
      addresses = List.copyOf(addresses);
    }
  }

  /// A public address.
  ///
  /// @param address CIDR
  /// @param gateway IP text
  /// @param reservationId the workload that has it; 0 if none has
  public record PublicAddress(String address, String gateway, long reservationId) {}

  /// What cloud units cost a month.
  ///
  /// @param currency a number of the original's
  /// @param cu a compute unit
  /// @param su a storage unit
  /// @param nu a network unit
  /// @param ipv4u an address
  public record UnitPrice(long currency, double cu, double su, double nu, double ipv4u) {

    /// No price.
    public static final UnitPrice NONE = new UnitPrice(0, 0, 0, 0, 0);
  }
}
