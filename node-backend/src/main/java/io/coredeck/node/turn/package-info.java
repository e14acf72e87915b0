/// Whose turn it is: places for work of many tenants, bounded and fair.
@NullMarked
package io.coredeck.node.turn;

import org.jspecify.annotations.NullMarked;
