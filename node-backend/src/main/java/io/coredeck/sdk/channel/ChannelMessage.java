package io.coredeck.sdk.channel;

import io.coredeck.model.rule.Endpoint;

/// What was published on a channel.
///
/// @param endpoint the channel and its server
/// @param bytes as they were published
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ChannelMessage(Endpoint endpoint, byte[] bytes) {}
