#pragma once
#include "ui/admin/actionpage.h"

namespace tacet {

/// Devices with their fingerprints and stocks of keys; removes one.
class DevicesPage final : public ActionPage
{
    Q_OBJECT
public:
    DevicesPage(const ConsoleTable &table, ConsoleSource &source, ConsoleActions &actions, QWidget *parent = nullptr);
};

/// Groups and channels; closes and opens them.
class ChatsPage final : public ActionPage
{
    Q_OBJECT
public:
    ChatsPage(const ConsoleTable &table, ConsoleSource &source, ConsoleActions &actions, QWidget *parent = nullptr);

private:
    void start(bool closes);
};

/// Links and codes that let somebody in; makes and revokes them.
class EnrolmentPage final : public ActionPage
{
    Q_OBJECT
public:
    EnrolmentPage(const ConsoleTable &table, ConsoleSource &source, ConsoleActions &actions, QWidget *parent = nullptr);

Q_SIGNALS:
    void inviteRequested();
};

/// What was done, by whom, and whether the log is whole.
class AuditPage final : public ActionPage
{
    Q_OBJECT
public:
    AuditPage(const ConsoleTable &table, ConsoleSource &source, ConsoleActions &actions, QWidget *parent = nullptr);

private:
    void verify();
};

/// What looked dangerous; somebody looks after it and writes down the outcome.
class SecurityEventsPage final : public ActionPage
{
    Q_OBJECT
public:
    SecurityEventsPage(const ConsoleTable &table, ConsoleSource &source, ConsoleActions &actions,
                       QWidget *parent = nullptr);

private:
    void askOutcome();
};

/// Rights beyond the role; takes them away.
class GrantsPage final : public ActionPage
{
    Q_OBJECT
public:
    GrantsPage(const ConsoleTable &table, ConsoleSource &source, ConsoleActions &actions, QWidget *parent = nullptr);
};

} // namespace tacet
