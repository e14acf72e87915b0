/// What stands where no page is.
@NullMarked
package io.coredeck.dashboard.missing;

import org.jspecify.annotations.NullMarked;
