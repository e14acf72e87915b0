package io.coredeck.model.registry;

/// Where payments in one currency go.
///
/// @param asset the currency
/// @param address the account
public record WalletAddress(String asset, String address) {}
