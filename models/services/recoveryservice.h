#pragma once
#include "crypto/recovery/recoveryphrase.h"
#include "models/domain/workspacelink.h"
#include "models/services/awaiting.h"

#include <QObject>
#include <QStringList>

namespace tacet {

class AccountCore;

/// Typed by a person, or made; shared because its bits are not copied.
using SharedPhrase = std::shared_ptr<const crypto::RecoveryPhrase>;

/// The phrase that opens the account's keys on another computer, together with password and second factor. Lives on its
/// owner's thread.
class RecoveryService final : public QObject
{
    Q_OBJECT
public:
    enum class Existing { Keep, Replace };

    explicit RecoveryService(AccountCore &core);

    /// 24 words, which are kept nowhere: show them once. With Keep AlreadyExists if the account has a phrase; with
    /// Replace that one opens nothing any more. What was interrupted is continued with the same words.
    AsyncResult<QStringList> createPhrase(Existing existing);
    /// NoRecoveryPhrase, WrongPhrase; CryptoFailed if what it opens are not this account's keys.
    AsyncResult<> check(const SharedPhrase &phrase);
    /// Where another computer finds the workspace.
    AsyncResult<WorkspaceLink> workspaceLink();

private:
    Task<QStringList> publishPhrase(Existing existing);
    Task<> open(SharedPhrase phrase);

    AccountCore &m_core;
};

} // namespace tacet
