/// The explorer as Java calls: what users, the command line, the dashboard and nodes use.
///
/// Every call is made in the name of somebody, by key or token, or of nobody, has a time limit and
/// either gives an immutable value or throws {@link io.coredeck.sdk.GridException}. Start reading
/// at {@link io.coredeck.sdk.GridClient}; {@link io.coredeck.sdk.NodeClient} is the node's side.
@NullMarked
package io.coredeck.sdk;

import org.jspecify.annotations.NullMarked;
