/// Much plain text, of which only the newest is ever seen.
@NullMarked
package io.coredeck.corex.output.flood;

import org.jspecify.annotations.NullMarked;
