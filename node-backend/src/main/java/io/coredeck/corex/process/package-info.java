/// Processes on terminals of their own, what they printed, and who is watching.
///
/// Knows neither websocket nor operating system: {@link io.coredeck.corex.process.Pty} is the
/// border to the one, {@link io.coredeck.corex.output.Attachment} to the other. Start reading at
/// {@link io.coredeck.corex.process.Processes}.
@NullMarked
package io.coredeck.corex.process;

import org.jspecify.annotations.NullMarked;
