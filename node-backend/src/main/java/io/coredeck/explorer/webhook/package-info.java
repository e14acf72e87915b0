/// Webhooks: the explorer tells servers of people's choice what happens to workloads.
///
/// What is to be told is written with the change it tells of ({@link
/// io.coredeck.explorer.webhook.EventWriter}), so it is told at least once whatever happens to the
/// explorer. One of the explorers of a database takes it in hand and tells it ({@link
/// io.coredeck.explorer.webhook.Courier}). Start reading at {@link
/// io.coredeck.explorer.webhook.Webhooks}.
@NullMarked
package io.coredeck.explorer.webhook;

import org.jspecify.annotations.NullMarked;
