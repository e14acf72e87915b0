/// What one instance is: its directory, what `up` was asked for, its passwords and the
/// configuration of its programs, and what must be true of the machine before anything starts.
///
/// Start reading at {@link io.coredeck.platform.instance.Layout}.
@NullMarked
package io.coredeck.platform.instance;

import org.jspecify.annotations.NullMarked;
