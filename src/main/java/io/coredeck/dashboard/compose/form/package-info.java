/// The form of a container, part by part. All of it shows one {@link
/// io.coredeck.dashboard.compose.model.DraftModel} and changes nothing else.
@NullMarked
package io.coredeck.dashboard.compose.form;

import org.jspecify.annotations.NullMarked;
