/// What processes print, recorded with its time, to be played again as asciicast.
///
/// Start reading at {@link io.coredeck.corex.recording.Recordings}.
@NullMarked
package io.coredeck.corex.recording;

import org.jspecify.annotations.NullMarked;
