/// The tab of a container's page with its console. The processes and terminals themselves come by
/// `dashboard.live.corex`. Start reading at {@link ConsoleTab}.
@NullMarked
package io.coredeck.dashboard.container.console;

import org.jspecify.annotations.NullMarked;
