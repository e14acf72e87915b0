/// The screen of a terminal, kept beside the bytes that its process prints, so that somebody who
/// comes later gets a screen that is exactly that of a viewer who never left.
///
/// Follows xterm.js 6, the viewer of the page, in all that changes what is seen. Start reading at
/// {@link io.coredeck.corex.screen.Screen}.
@NullMarked
package io.coredeck.corex.screen;

import org.jspecify.annotations.NullMarked;
