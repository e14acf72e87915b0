/// CoreX of an interactive container as Java calls: its processes, their terminals, files.
///
/// Uses the JDK's HTTP client and websocket alone. Start reading at {@link
/// io.coredeck.sdk.corex.CorexClient}; what goes over the line stands in docs/formats/corex.md and
/// corex-protocol.md.
@NullMarked
package io.coredeck.sdk.corex;

import org.jspecify.annotations.NullMarked;
