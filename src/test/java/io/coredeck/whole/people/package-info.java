/// People who use the dashboard without a browser, and what a server keeps for them.
@NullMarked
package io.coredeck.whole.people;

import org.jspecify.annotations.NullMarked;
