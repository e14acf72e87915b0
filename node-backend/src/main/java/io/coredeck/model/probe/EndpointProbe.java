package io.coredeck.model.probe;

/// A question to a node: can it reach a Redis that somebody wants to send lines or numbers to?
///
/// @param id names the question, given by the explorer
/// @param customerTid who asks
/// @param secretUrl hex of cipher text for the node: a URL as reservations name it
/// @param everywhere whether the node's own services and its private networks may be tried too
public record EndpointProbe(String id, long customerTid, String secretUrl, boolean everywhere) {}
