/// Who takes part in the grid: users, farms and their nodes.
///
/// One class per kind of record answers the calls about it; {@link
/// io.coredeck.explorer.registry.NodeReports} takes what nodes say about themselves.
@NullMarked
package io.coredeck.explorer.registry;

import org.jspecify.annotations.NullMarked;
