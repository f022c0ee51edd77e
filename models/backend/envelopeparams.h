#pragma once
#include "models/backend/deliverystore.h"

namespace tacet {

class PgParams;

/// The seven parameters by which the api functions take envelopes: device_ids to handshakes.
void addEnvelopes(PgParams &params, const QList<DeviceEnvelope> &envelopes);

} // namespace tacet
