#pragma once
#include "models/services/doctorservice.h"

#include <QJsonObject>

namespace tacet::ctl {

/// "one-time-prekeys"
QString nameOf(Finding::Check check);
/// What was found, in a sentence; what to do about it too, if it is not good.
QString sentenceFor(const Finding &finding);
QJsonObject documentOf(const Finding &finding);

} // namespace tacet::ctl
