/// What a process printed: the newest bytes, the screen they make, and the viewers it goes to.
@NullMarked
package io.coredeck.corex.output;

import org.jspecify.annotations.NullMarked;
