#include "models/backend/wakestore.h"

#include "models/backend/databaseconnection.h"

namespace tacet {

namespace {

constexpr PgStatement kMyChannel{"wake_my_channel", "SELECT api.my_wake_channel()"};
constexpr PgStatement kWake{"wake_chat", "SELECT 1 FROM api.wake($1)"};

} // namespace

Result<QString> WakeStore::myChannel()
{
    TACET_TRY_ASSIGN(const PgResult result, m_connection.exec(kMyChannel));
    return result.first([](PgRow &row) { return row.text(0); });
}

Result<> WakeStore::wake(ChatId chat)
{
    return m_connection.change(kWake, PgParams().id(chat));
}

} // namespace tacet
