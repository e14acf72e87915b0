package io.coredeck.explorer.door;

/// One call that the explorer answers.
///
/// @param method e.g. `GET`
/// @param path after the base, with parameters in braces, e.g. `/farms/{id}`
/// @param rule who may make it
/// @param isRepeatable whether it makes something and heeds `Idempotency-Key`
public record Door(String method, String path, Rule rule, boolean isRepeatable) {}
