/// From a file of JSON to workloads that run.
///
/// Start reading at {@link io.coredeck.cli.deploy.DeployCommand}.
@NullMarked
package io.coredeck.cli.deploy;

import org.jspecify.annotations.NullMarked;
