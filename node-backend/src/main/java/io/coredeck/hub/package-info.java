/// The hub: images by URL. It gives flists and their md5 to whoever asks, makes them from uploaded
/// archives, and keeps their blocks in the platform's Redis. Start reading at {@link
/// io.coredeck.hub.Hub}.
@NullMarked
package io.coredeck.hub;

import org.jspecify.annotations.NullMarked;
