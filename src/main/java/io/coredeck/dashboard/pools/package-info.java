/// Pages: pools and how long they last.
@NullMarked
package io.coredeck.dashboard.pools;

import org.jspecify.annotations.NullMarked;
