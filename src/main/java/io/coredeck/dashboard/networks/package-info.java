/// Pages: private networks, their addresses and who has them.
@NullMarked
package io.coredeck.dashboard.networks;

import org.jspecify.annotations.NullMarked;
