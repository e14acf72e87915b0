/// The words of the registry: who takes part in the grid and what they have.
///
/// Values as they stand on the wire (docs/formats/explorer.md). Uses the JDK alone.
@NullMarked
package io.coredeck.model.registry;

import org.jspecify.annotations.NullMarked;
