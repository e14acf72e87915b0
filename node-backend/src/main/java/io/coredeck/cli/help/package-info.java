/// Manual pages and completion, written from the commands themselves.
///
/// Start reading at {@link io.coredeck.cli.help.HelpCommands}.
@NullMarked
package io.coredeck.cli.help;

import org.jspecify.annotations.NullMarked;
