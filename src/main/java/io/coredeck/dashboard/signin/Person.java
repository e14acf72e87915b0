package io.coredeck.dashboard.signin;

/// Somebody who has signed in.
///
/// @param name as the explorer knows the user
/// @param role what the person may do
/// @param tid the user's id
public record Person(String name, String role, long tid) {}
