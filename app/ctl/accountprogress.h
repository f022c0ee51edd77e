#pragma once
#include "app/ctl/output.h"
#include "models/services/profileservice.h"

#include <QObject>

namespace tacet::ctl {

/// Says on standard error what a long job is at, while the object lives.
class AccountProgress final : public QObject
{
    Q_OBJECT
public:
    AccountProgress(ProfileService &profile, const Output &output);
};

} // namespace tacet::ctl
