package io.coredeck.dashboard.compose.draft;

/// A text that was understood.
///
/// @param draft what it says
/// @param places where it says that
public record DraftText(Draft draft, Places places) {}
