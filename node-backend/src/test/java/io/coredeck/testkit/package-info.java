/// Fakes for the borders of the program and the contracts they share with the real things.
@NullMarked
package io.coredeck.testkit;

import org.jspecify.annotations.NullMarked;
