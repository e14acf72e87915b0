/// PROGRAM The command line: the SDK as commands.
///
/// Start reading at {@link io.coredeck.cli.CliMain}. How commands end: docs/operating/cli.md.
@NullMarked
package io.coredeck.cli;

import org.jspecify.annotations.NullMarked;
