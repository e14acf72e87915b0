/// What containers print and use, from the streams the platform's Redis keeps.
///
/// Start reading at {@link io.coredeck.cli.watch.LogsCommand}.
@NullMarked
package io.coredeck.cli.watch;

import org.jspecify.annotations.NullMarked;
