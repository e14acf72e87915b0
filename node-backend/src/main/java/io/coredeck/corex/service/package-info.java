/// Processes that are defined in files: read, started one after the other, and as groups.
///
/// Start reading at {@link io.coredeck.corex.service.Services}.
@NullMarked
package io.coredeck.corex.service;

import org.jspecify.annotations.NullMarked;
