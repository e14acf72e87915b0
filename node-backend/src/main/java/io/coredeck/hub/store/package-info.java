/// What is published, on disk, and what can be told of it. Start reading at {@link
/// io.coredeck.hub.store.Repositories}.
@NullMarked
package io.coredeck.hub.store;

import org.jspecify.annotations.NullMarked;
