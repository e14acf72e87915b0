package io.coredeck.model.registry;

import java.util.List;

/// A wish for a new pool or for more of an existing one.
///
/// @param json the signed text; decodes to exactly `data_reservation`
/// @param dataJson `data_reservation` as JSON text
/// @param poolId 0 for a new pool
/// @param cus compute unit seconds
/// @param sus storage unit seconds
/// @param ipv4us public address unit seconds
/// @param nodeIds nodes it may be used on
/// @param currencies what the customer would pay in
/// @param customerTid the customer's user id
/// @param customerSignature hex of the customer's ed25519 signature over the bytes of `json`
/// @param sponsorTid who pays; 0 for the customer
/// @param sponsorSignature hex; empty if there is no sponsor
public record PoolOrder(
    String json,
    String dataJson,
    long poolId,
    long cus,
    long sus,
    long ipv4us,
    List<String> nodeIds,
    List<String> currencies,
    long customerTid,
    String customerSignature,
    long sponsorTid,
    String sponsorSignature) {

  public PoolOrder {
    nodeIds = List.copyOf(nodeIds);
    currencies = List.copyOf(currencies);
  }

  /// @param text the signed text, becomes {@link #json} and {@link #dataJson}
  /// @param signature hex of the customer's signature over it
  /// @return the same, signed
  public PoolOrder withCustomerSignature(String text, String signature) {
    return new PoolOrder(
        text,
        text,
        poolId,
        cus,
        sus,
        ipv4us,
        nodeIds,
        currencies,
        customerTid,
        signature,
        sponsorTid,
        sponsorSignature);
  }
}
