#include "models/backend/envelopeparams.h"

#include "models/backend/pgparams.h"

namespace tacet {

void addEnvelopes(PgParams &params, const QList<DeviceEnvelope> &envelopes)
{
    QList<DeviceId> devices;
    QList<QByteArray> sessions;
    QList<QByteArray> ratchetKeys;
    QList<qint64> previousCounts;
    QList<qint64> numbers;
    QList<QByteArray> ciphertexts;
    QList<QByteArray> handshakes;
    for (const DeviceEnvelope &envelope : envelopes) {
        devices.append(envelope.device);
        sessions.append(envelope.session);
        ratchetKeys.append(envelope.ratchetKey);
        previousCounts.append(envelope.previousCount);
        numbers.append(envelope.number);
        ciphertexts.append(envelope.ciphertext);
        handshakes.append(envelope.handshake);
    }
    params.ids(devices).byteas(sessions).byteas(ratchetKeys).int64s(previousCounts).int64s(numbers);
    params.byteas(ciphertexts).byteas(handshakes);
}

} // namespace tacet
