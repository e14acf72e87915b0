/// The running programs of one instance: started, watched, started again, stopped.
///
/// Start reading at {@link io.coredeck.platform.program.Programs}.
@NullMarked
package io.coredeck.platform.program;

import org.jspecify.annotations.NullMarked;
