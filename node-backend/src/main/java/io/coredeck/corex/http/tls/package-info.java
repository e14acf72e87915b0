/// TLS from PEM files, read again when they change. Nothing here is loaded without `--ssl` but
/// {@link io.coredeck.corex.http.tls.TlsFiles}.
@NullMarked
package io.coredeck.corex.http.tls;

import org.jspecify.annotations.NullMarked;
