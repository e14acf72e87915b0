/// The words of webhooks: where the explorer tells what happens to workloads, of what, and what
/// came of each delivery. Uses the JDK alone. Start reading at {@link
/// io.coredeck.model.hook.Webhook}.
@NullMarked
package io.coredeck.model.hook;

import org.jspecify.annotations.NullMarked;
