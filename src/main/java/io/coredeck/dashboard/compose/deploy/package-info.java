/// From a draft to a container that runs: step by step, with times, and undone if it fails.
///
/// No Vaadin here. Start reading at {@link io.coredeck.dashboard.compose.deploy.DeployRun}.
@NullMarked
package io.coredeck.dashboard.compose.deploy;

import org.jspecify.annotations.NullMarked;
