/// What would become of a wish, as JSON, and back.
@NullMarked
package io.coredeck.wire.fit;

import org.jspecify.annotations.NullMarked;
