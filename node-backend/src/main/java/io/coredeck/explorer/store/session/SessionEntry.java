package io.coredeck.explorer.store.session;

/// A sign-in.
///
/// @param tid whose it is
/// @param generation of the account when it began; another one means that it has ended
/// @param expires seconds since 1970
public record SessionEntry(long tid, long generation, long expires) {}
