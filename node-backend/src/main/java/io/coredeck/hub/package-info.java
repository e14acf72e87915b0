/// PROGRAM: serves images by URL, and makes images of archives.
///
/// Start reading at {@link io.coredeck.hub.HubMain}, then {@link io.coredeck.hub.HubRoutes}. Routes
/// are in docs/formats/hub.md.
@NullMarked
package io.coredeck.hub;

import org.jspecify.annotations.NullMarked;
