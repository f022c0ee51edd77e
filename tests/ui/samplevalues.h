#pragma once
#include "models/domain/account.h"
#include "models/domain/chat.h"
#include "models/domain/enrolmentlink.h"
#include "models/domain/safetynumber.h"

namespace tacet::tests {

/// Values for the gallery of screens and for tests of views: what a week in a small workspace looks like.
struct SampleValues {
    Account account;
    QList<Chat> chats;
    QList<Message> messages; ///< of the first chat, oldest first
    QList<Person> people;
    SafetyNumber number;
    EnrolmentLink link;
};

/// `arabic` gives Arabic names and texts, so that both directions are seen.
SampleValues sampleValues(bool arabic);

} // namespace tacet::tests
