/// Where the server listens, and how many connections it bears: addresses, a Unix socket, TLS.
///
/// Start reading at {@link io.coredeck.corex.http.listen.Connectors}.
@NullMarked
package io.coredeck.corex.http.listen;

import org.jspecify.annotations.NullMarked;
