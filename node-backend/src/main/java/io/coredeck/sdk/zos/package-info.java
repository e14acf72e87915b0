/// The grid as the Python SDK of the original has it, word for word where Java can:
/// `zos.container`, `zos.network`, `zos.volume`, `zos.pools`, `zos.nodes_finder`, `zos.workloads`.
///
/// Everything handed out is immutable; whoever changes something gets another. Start reading at
/// {@link io.coredeck.sdk.zos.Zos}.
@NullMarked
package io.coredeck.sdk.zos;

import org.jspecify.annotations.NullMarked;
