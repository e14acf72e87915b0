/// One container: its head, and its tabs with logs, numbers, definition and events.
///
/// Start reading at {@link io.coredeck.dashboard.container.ContainerPage}; a new tab is a constant
/// of {@link io.coredeck.dashboard.container.Tab} and a case there.
@NullMarked
package io.coredeck.dashboard.container;

import org.jspecify.annotations.NullMarked;
