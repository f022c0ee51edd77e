#pragma once
#include "ui/admin/consoleactions.h"
#include "ui/admin/consolesource.h"

#include <QHash>
#include <QUuid>

namespace tacet::tests {

/// A workspace's console in memory: answers pages and counts with their filters, and writes down what it is told
/// to do.
class SampleConsole final : public ConsoleSource, public ConsoleActions
{
public:
    explicit SampleConsole(bool arabic = false);

    void fetchPage(const ConsoleQuery &query, QObject *context,
                   std::function<void(const Result<ConsolePage> &)> take) override;
    void fetchCount(const ConsoleQuery &query, qint64 most, QObject *context,
                    std::function<void(const Result<qint64> &)> take) override;
    void carryOut(const ConsoleAction &action, QObject *context, std::function<void(const Result<> &)> take) override;
    void countEffect(const ConsoleAction &action, QObject *context,
                     std::function<void(const Result<QList<Effect>> &)> take) override;
    void verifyAudit(QObject *context, std::function<void(const Result<QList<AuditFinding>> &)> take) override;

    /// One value of the row with this key.
    void set(const QString &view, const QVariant &key, const QString &column, const QVariant &value);

    QHash<QString, QList<QVariantList>> rows;
    std::optional<ErrorCode> failure; ///< what everything answers
    QList<ConsoleAction> done;
    QList<AuditFinding> findings;

private:
    QList<QVariantList> found(const ConsoleQuery &query) const;
    void fillPeople(bool arabic);
    void fillDevices();
    void fillGroups(bool arabic);
    void fillLogs();
    void fillFigures();

    QList<QUuid> m_people;
    QStringList m_names;
};

} // namespace tacet::tests
