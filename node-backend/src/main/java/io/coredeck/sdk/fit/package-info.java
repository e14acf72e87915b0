/// What would become of a wish.
@NullMarked
package io.coredeck.sdk.fit;

import org.jspecify.annotations.NullMarked;
