package io.coredeck.sdk.network;

/// A network that lets a machine outside in.
///
/// @param network all whose parts are to be deployed, as all are told of it
/// @param wgQuick what the machine needs, as wg-quick(8) reads it. The private key in it was made
///   here, and nobody keeps it
public record Access(Network network, String wgQuick) {

  @Override
  public String toString() {
    return "Access[network=%s, the rest hidden]".formatted(network.name());
  }
}
