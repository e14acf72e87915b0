/// The words of trying an endpoint from a node: what a person wants tried, and what came of it.
/// Uses the JDK alone.
@NullMarked
package io.coredeck.model.probe;

import org.jspecify.annotations.NullMarked;
