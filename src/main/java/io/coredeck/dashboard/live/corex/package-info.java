/// Consoles of containers inside the dashboard: CoreX's calls and sockets, passed on with the
/// rights of who is signed in. docs/formats/live.md is the contract.
///
/// What a container answers is hostile: only bytes of the expected kind come through, never its
/// headers. Start reading at {@link CorexRoutes}.
@NullMarked
package io.coredeck.dashboard.live.corex;

import org.jspecify.annotations.NullMarked;
