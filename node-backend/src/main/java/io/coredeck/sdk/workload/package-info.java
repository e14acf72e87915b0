/// What stands in a workload beside its fields: the name its owner gave it, the addresses its node
/// answered.
@NullMarked
package io.coredeck.sdk.workload;

import org.jspecify.annotations.NullMarked;
