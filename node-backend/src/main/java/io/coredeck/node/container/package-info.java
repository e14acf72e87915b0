/// Runs containers, each under a conmon of its own, with crun or runc, and finds them again after
/// the agent was restarted.
///
/// Everything about a container is in its bundle directory, in conmon's exit file and in the
/// kernel; what is kept in memory can be lost at any time. Start reading at {@link
/// io.coredeck.node.container.Containers}.
@NullMarked
package io.coredeck.node.container;

import org.jspecify.annotations.NullMarked;
