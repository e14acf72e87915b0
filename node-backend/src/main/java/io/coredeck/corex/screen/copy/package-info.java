/// Rows of a screen as bytes that print them one after the other, with the pictures drawn on them.
@NullMarked
package io.coredeck.corex.screen.copy;

import org.jspecify.annotations.NullMarked;
