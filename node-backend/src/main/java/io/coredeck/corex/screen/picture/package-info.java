/// Pictures in what a process prints: how many cells one takes, what is kept of it, and where it is
/// drawn again.
///
/// For {@link io.coredeck.corex.screen} alone. Start reading at {@link
/// io.coredeck.corex.screen.picture.PictureText}.
@NullMarked
package io.coredeck.corex.screen.picture;

import org.jspecify.annotations.NullMarked;
