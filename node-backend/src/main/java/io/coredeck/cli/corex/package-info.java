/// Processes and terminals of interactive containers, from a shell.
///
/// Start reading at {@link io.coredeck.cli.corex.CorexCommand}.
@NullMarked
package io.coredeck.cli.corex;

import org.jspecify.annotations.NullMarked;
