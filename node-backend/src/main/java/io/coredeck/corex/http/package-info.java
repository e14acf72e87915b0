/// The HTTP server: who may call, the routes of the original Core X, our own routes, the page.
///
/// docs/formats/corex.md describes all of it. Start reading at {@link
/// io.coredeck.corex.http.CorexServer}.
@NullMarked
package io.coredeck.corex.http;

import org.jspecify.annotations.NullMarked;
