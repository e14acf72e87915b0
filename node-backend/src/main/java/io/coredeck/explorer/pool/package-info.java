/// Pools: capacity that was paid for, and what uses it up.
///
/// {@link io.coredeck.model.rule.CloudUnits} says what a workload costs a second, {@link
/// io.coredeck.model.rule.PoolAccount} does a pool's sums, {@link io.coredeck.explorer.pool.Pools}
/// answers the calls about pools. Capacity costs nothing here and is credited at once.
@NullMarked
package io.coredeck.explorer.pool;

import org.jspecify.annotations.NullMarked;
