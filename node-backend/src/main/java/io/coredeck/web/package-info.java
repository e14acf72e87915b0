/// The thin layer of HTTP that our servers share: routes, JSON answers, limits, answers that come
/// later.
///
/// A {@link io.coredeck.web.Router} says which handler answers which path, a {@link
/// io.coredeck.web.WebServer} puts it on a socket. Handlers run on virtual threads, so they may
/// block. Knows Jetty; its users need not.
@NullMarked
package io.coredeck.web;

import org.jspecify.annotations.NullMarked;
