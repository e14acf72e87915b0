/// Whether something that is asked for can be had: what is wrong with it as it is written ({@link
/// io.coredeck.model.fit.Shape}), what of the customer's own stands in its way ({@link
/// io.coredeck.model.fit.Clashes}), which nodes have room for it ({@link
/// io.coredeck.model.fit.Fit}).
///
/// Rules on values; nothing is asked or kept here. Explorer, SDK, command line and dashboard all
/// judge by them.
@NullMarked
package io.coredeck.model.fit;

import org.jspecify.annotations.NullMarked;
