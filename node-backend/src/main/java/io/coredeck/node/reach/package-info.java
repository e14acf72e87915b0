/// Where this node connects to for a tenant: one policy, names looked up once, and the address that
/// was looked at is the one that is connected to.
///
/// Start reading at {@link io.coredeck.node.reach.Reach}.
@NullMarked
package io.coredeck.node.reach;

import org.jspecify.annotations.NullMarked;
