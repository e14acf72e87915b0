/// The process manager and web terminal inside an interactive container.
///
/// Start reading at {@link io.coredeck.corex.CorexMain}. Processes and their terminals are in
/// `process`, Linux in `linux`, what goes over the line in `wire`, what opens it in `access`,
/// websockets in `socket`, the server in `http`.
@NullMarked
package io.coredeck.corex;

import org.jspecify.annotations.NullMarked;
