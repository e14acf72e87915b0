/// Tests of the whole product: started with `./coredeck up`, used as a person or program would.
@NullMarked
package io.coredeck.whole;

import org.jspecify.annotations.NullMarked;
