/// The rules of values: what an address, a mount point, an endpoint, a command must look like, and
/// what a container takes. Whoever asks, checks or runs a workload uses these, so that all of them
/// say the same.
///
/// Uses the JDK alone. Start reading at {@link io.coredeck.model.rule.ContainerRules}.
@NullMarked
package io.coredeck.model.rule;

import org.jspecify.annotations.NullMarked;
