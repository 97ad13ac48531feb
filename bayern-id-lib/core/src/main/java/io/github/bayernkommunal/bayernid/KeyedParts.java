package io.github.bayernkommunal.bayernid;

import io.github.bayernkommunal.bayernid.internal.saml.MetadataWriter;

/** Everything that depends on our keys. It is exchanged as a whole, so that no call mixes old keys and new ones. */
record KeyedParts(OwnKeys keys, LoginStarter starter, LoginFinisher finisher, MetadataWriter metadata) {}
