#pragma once
#include "app/desktop/desktopapplication.h"
#include "models/items/chatlistmodel.h"
#include "models/items/messagelistmodel.h"
#include "ui/chat/composer.h"
#include "ui/chat/conversationview.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QListView>
#include <QTest>
#include <QToolButton>
#include <QtCrypto>

namespace tacet::tests {

inline constexpr int kLong = 60'000; ///< milliseconds
inline const QString kPassphrase = QStringLiteral("copper lantern seven rivers");

/// One person in front of the program.
class Desk
{
public:
    Desk(const QString &name, const QString &profile)
        : m_name(name)
        , m_preferences(profile + "/desktop.ini")
        , m_desktop(profile, m_preferences)
    {
        m_desktop.start({});
    }

    QWidget &window() { return *m_desktop.currentWindow(); }
    bool isIn() { return window().objectName() == "mainWindow"; }

    template <class T>
    T *find(const char *name)
    {
        // The visible one: pages that are not shown have fields of the same name.
        for (T *found : window().findChildren<T *>(name)) {
            if (found->isVisible())
                return found;
        }
        return nullptr;
    }

    void press(const char *button) { QTest::mouseClick(find<QWidget>(button), Qt::LeftButton); }
    void type(const char *field, const QString &text)
    {
        find<QWidget>(field)->setFocus();
        QTest::keyClicks(find<QWidget>(field), text);
    }
    void command(const char *action) { window().findChild<QAction *>(action)->trigger(); }
    void bringToFront()
    {
        window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window()));
    }

    void enterNames()
    {
        type("username", m_name);
        type("passphrase", kPassphrase);
        type("passphraseAgain", kPassphrase);
    }

    QAbstractItemModel &messages() { return *window().findChild<ConversationView *>()->model(); }
    QAbstractItemModel &chats() { return *window().findChild<QListView *>("chatList")->model(); }
    QString text(int row) { return messages().index(row, 0).data().toString(); }
    DeliveryState state(int row)
    {
        return DeliveryState(messages().index(row, 0).data(MessageListModel::StateRole).toInt());
    }
    void send(const QString &text)
    {
        type("composer", text);
        QTest::keyClick(find<QWidget>("composer"), Qt::Key_Return);
    }

private:
    QString m_name;
    PreferencesFile m_preferences;
    DesktopApplication m_desktop;
};

} // namespace tacet::tests
