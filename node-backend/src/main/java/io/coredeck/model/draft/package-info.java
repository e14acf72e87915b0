/// The words of what people keep to begin a workload with. Uses the JDK alone.
@NullMarked
package io.coredeck.model.draft;

import org.jspecify.annotations.NullMarked;
