/// Makes the folder that is mounted at `/corex` in interactive containers.
///
/// Start reading at {@link io.coredeck.platform.bundle.CorexBundle}.
@NullMarked
package io.coredeck.platform.bundle;

import org.jspecify.annotations.NullMarked;
