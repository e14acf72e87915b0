package io.coredeck.dashboard.widget.list;

import java.util.function.Function;

/// A filter of a list: all values that rows have can be chosen.
///
/// @param <R> rows
/// @param name in the page's address
/// @param label what it is called
/// @param value of a row, as it stands in the address
/// @param word what people call a value
public record Filter<R>(
    String name, String label, Function<R, String> value, Function<String, String> word) {}
