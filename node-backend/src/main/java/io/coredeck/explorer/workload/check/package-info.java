/// What is looked at before a wish is taken or explained, in the original's order and words.
///
/// Start reading at {@link io.coredeck.explorer.workload.check.WishCheck}.
@NullMarked
package io.coredeck.explorer.workload.check;

import org.jspecify.annotations.NullMarked;
