// Dialogs of groups: what they ask for, and what they do not let happen.
#include "tests/ui/samplegroup.h"
#include "tests/ui/samplevalues.h"
#include "ui/group/addmembersdialog.h"
#include "ui/group/groupdialog.h"
#include "ui/group/groupinvitedialog.h"
#include "ui/group/groupinvitespage.h"
#include "ui/group/groupleavepage.h"
#include "ui/group/groupmemberspage.h"
#include "ui/group/grouprolespage.h"
#include "ui/group/groupsettingspage.h"
#include "ui/group/joindialog.h"
#include "ui/group/memberpicker.h"
#include "ui/group/newgroupdialog.h"
#include "ui/group/picturechooser.h"
#include "ui/group/typedconfirmation.h"
#include "ui/widgets/avatar.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace tacet;
using namespace tacet::tests;

class GroupDialogsTest : public QObject
{
    Q_OBJECT
private:
    const SampleGroup m_group = sampleGroup(false);

    void fill(GroupDialog &dialog, const GroupRole &ownRole) const
    {
        Group group = m_group.group;
        group.ownRole = ownRole;
        dialog.setGroup(group);
        dialog.setRoles(m_group.roles);
        dialog.setMembers(m_group.members);
        dialog.show();
    }

    static QAbstractButton *button(QWidget &top, const char *name) { return top.findChild<QAbstractButton *>(name); }
    static void press(QWidget &top, const char *name) { QTest::mouseClick(button(top, name), Qt::LeftButton); }
    static void pick(QWidget &top, const char *list, int row)
    {
        auto *view = top.findChild<QListView *>(list);
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                          view->visualRect(view->model()->index(row, 0)).center());
    }

private slots:
    void aGroupIsMadeInTwoSteps()
    {
        NewGroupDialog dialog;
        dialog.show();
        QSignalSpy created(&dialog, &NewGroupDialog::createRequested);
        QSignalSpy searched(&dialog.picker(), &MemberPicker::searchRequested);
        QVERIFY(!button(dialog, "groupNextButton")->isEnabled());
        QTest::keyClicks(dialog.findChild<QLineEdit *>("groupName"), "  Quartet ");
        dialog.findChild<QComboBox *>("groupTypeBox")->setCurrentIndex(1);
        dialog.findChild<QComboBox *>("visibilityBox")->setCurrentIndex(int(ChatVisibility::Public));
        QVERIFY(dialog.findChild<QLabel *>("visibilityMeaning")->text().contains("Not confidential"));
        press(dialog, "groupNextButton");
        QCOMPARE(searched.count(), 1);
        const QList<Person> people = sampleValues(false).people;
        dialog.picker().setPeople({}, people);
        pick(dialog, "pickList", 1);
        pick(dialog, "pickList", 0);
        pick(dialog, "pickList", 0);
        press(dialog, "groupNextButton");
        QCOMPARE(created.count(), 1);
        const auto group = created.first().first().value<NewGroup>();
        QCOMPARE(group.type, ChatType::Channel);
        QCOMPARE(group.settings.name, "Quartet");
        QCOMPARE(group.settings.visibility, ChatVisibility::Public);
        QCOMPARE(group.members, QList<UserId>{people.at(1).id});
        QVERIFY(!button(dialog, "groupNextButton")->isEnabled());
        dialog.showError(ErrorCode::Offline);
        QVERIFY(button(dialog, "groupNextButton")->isEnabled());
    }

    void whoWasPickedStaysPickedWhileSearching()
    {
        AddMembersDialog dialog({});
        dialog.show();
        dialog.picker().start();
        const QList<Person> people = sampleValues(false).people;
        dialog.picker().setPeople({}, people);
        pick(dialog, "pickList", 2);
        QSignalSpy searched(&dialog.picker(), &MemberPicker::searchRequested);
        QTest::keyClicks(dialog.findChild<QLineEdit *>("memberSearch"), "mara");
        QTRY_COMPARE(searched.count(), 1);
        dialog.picker().setPeople("mara", {people.first()});
        QCOMPARE(dialog.findChild<QListView *>("pickList")->model()->rowCount(), 2);
        QCOMPARE(dialog.picker().picked(), QList<UserId>{people.at(2).id});
        dialog.setAdded({{.user = people.at(2).id, .failure = ErrorCode::Blocked}});
        QVERIFY(dialog.isVisible());
        dialog.setAdded({{.user = people.at(2).id, .failure = {}}});
        QVERIFY(!dialog.isVisible());
    }

    void blockedPeopleAndMembersAreNotOffered()
    {
        const QList<Person> people = sampleValues(false).people;
        AddMembersDialog dialog({people.at(0).id});
        dialog.picker().start();
        dialog.picker().setPeople({}, people);
        QCOMPARE(dialog.findChild<QListView *>("pickList")->model()->rowCount(), people.size() - 2);
    }

    void aMemberIsOnlyTouchedByWhoMay_data()
    {
        QTest::addColumn<int>("role");
        QTest::addColumn<bool>("mayRemove");
        QTest::addColumn<bool>("mayGiveRoles");
        QTest::newRow("owner") << 0 << true << true;
        QTest::newRow("section leader") << 2 << true << false;
        QTest::newRow("member") << 3 << false << false;
    }

    void aMemberIsOnlyTouchedByWhoMay()
    {
        QFETCH(int, role);
        QFETCH(bool, mayRemove);
        QFETCH(bool, mayGiveRoles);
        GroupDialog dialog(m_group.group, m_group.self);
        fill(dialog, m_group.roles.at(role));
        auto *list = dialog.findChild<QListView *>("memberList");
        list->setCurrentIndex(list->model()->index(2, 0));
        QCOMPARE(button(dialog, "removeMemberButton")->isVisible(), mayRemove);
        QCOMPARE(button(dialog, "memberRoleButton")->isVisible(), mayGiveRoles);
        QVERIFY(dialog.findChild<QLabel *>("maySentence")->text().contains("May write messages"));
        list->setCurrentIndex(list->model()->index(0, 0));
        QVERIFY(!button(dialog, "removeMemberButton")->isVisible());
    }

    void removingAsksFirst()
    {
        GroupDialog dialog(m_group.group, m_group.self);
        fill(dialog, m_group.roles.first());
        QSignalSpy removed(&dialog.members(), &GroupMembersPage::removeRequested);
        auto *list = dialog.findChild<QListView *>("memberList");
        list->setCurrentIndex(list->model()->index(2, 0));
        press(dialog, "removeMemberButton");
        QCOMPARE(removed.count(), 0);
        press(dialog, "confirmRemoveButton");
        QCOMPARE(removed.count(), 1);
        QCOMPARE(removed.first().first().value<UserId>(), m_group.members.at(2).person.id);
    }

    void settingsAreSavedOnceAndOnlyIfTheyDiffer()
    {
        GroupDialog dialog(m_group.group, m_group.self);
        fill(dialog, m_group.roles.first());
        dialog.showPage(GroupDialog::Page::Settings);
        QSignalSpy changed(&dialog.settings(), &GroupSettingsPage::settingsChangeRequested);
        QSignalSpy posting(&dialog.settings(), &GroupSettingsPage::membersPostChangeRequested);
        QVERIFY(!button(dialog, "saveSettingsButton")->isEnabled());
        auto *timer = dialog.findChild<QComboBox *>("messageTimerBox");
        QCOMPARE(timer->currentData().toInt(), 604'800);
        dialog.findChild<QComboBox *>("slowModeBox")->setCurrentIndex(2);
        dialog.findChild<QLineEdit *>("settingsName")->setText("New name");
        press(dialog, "saveSettingsButton");
        QCOMPARE(changed.count(), 1);
        QCOMPARE(posting.count(), 0);
        const auto settings = changed.first().first().value<GroupSettings>();
        QCOMPARE(settings.name, "New name");
        QCOMPARE(settings.slowModeSeconds, 30);
        QCOMPARE(settings.messageTimerSeconds, 604'800);
        dialog.findChild<QCheckBox *>("onlyAdminsBox")->setChecked(true);
        press(dialog, "saveSettingsButton");
        QCOMPARE(posting.first().first().toBool(), false);
    }

    void typedSettingsOutliveAChangeFromElsewhere()
    {
        GroupDialog dialog(m_group.group, m_group.self);
        fill(dialog, m_group.roles.first());
        dialog.findChild<QLineEdit *>("settingsName")->setText("Half typed");
        Group group = dialog.group();
        group.memberCount = 99;
        dialog.setGroup(group);
        QCOMPARE(dialog.findChild<QLineEdit *>("settingsName")->text(), "Half typed");
    }

    void membersCannotChangeSettings()
    {
        GroupDialog dialog(m_group.group, m_group.self);
        fill(dialog, m_group.roles.at(3));
        dialog.showPage(GroupDialog::Page::Settings);
        QVERIFY(!dialog.findChild<QLineEdit *>("settingsName")->isEnabled());
        QVERIFY(!button(dialog, "saveSettingsButton")->isVisible());
    }

    void aRoleIsMadeWithColourAndRights()
    {
        GroupDialog dialog(m_group.group, m_group.self);
        fill(dialog, m_group.roles.first());
        dialog.showPage(GroupDialog::Page::Roles);
        QSignalSpy saved(&dialog.rolesPage(), &GroupRolesPage::saveRequested);
        QVERIFY(!button(dialog, "saveRoleButton")->isVisible()); // the owner's is fixed
        press(dialog, "newRoleButton");
        QVERIFY(!button(dialog, "saveRoleButton")->isEnabled());
        QTest::keyClicks(dialog.findChild<QLineEdit *>("roleName"), "Host");
        press(dialog, "roleColor7a52c2");
        button(dialog, "permission2")->click(); // manage members
        press(dialog, "saveRoleButton");
        QCOMPARE(saved.count(), 1);
        const auto role = saved.first().first().value<GroupRole>();
        QVERIFY(role.id.isNull());
        QCOMPARE(role.name, "Host");
        QCOMPARE(role.color, "#7a52c2");
        QVERIFY(role.permissions.testFlag(Permission::ManageMembers));
    }

    void requestsAndInvitesAreDecidedByButtons()
    {
        GroupDialog dialog(m_group.group, m_group.self);
        fill(dialog, m_group.roles.first());
        dialog.showPage(GroupDialog::Page::Invites);
        dialog.invites().setInvites(m_group.invites);
        dialog.invites().setRequests(m_group.requests);
        QSignalSpy admitted(&dialog.invites(), &GroupInvitesPage::admitRequested);
        QSignalSpy revoked(&dialog.invites(), &GroupInvitesPage::revokeRequested);
        press(dialog, "admitButton");
        QCOMPARE(admitted.first().first().value<UserId>(), m_group.requests.first().person.id);
        dialog.invites().setRequests({});
        QVERIFY(!button(dialog, "admitButton")->isVisible());
        press(dialog, "revokeButton");
        QCOMPARE(revoked.first().first().value<InviteId>(), m_group.invites.first().id);
    }

    void dissolvingWantsTheNameTyped()
    {
        GroupDialog dialog(m_group.group, m_group.self);
        fill(dialog, m_group.roles.first());
        dialog.showPage(GroupDialog::Page::Leave);
        QSignalSpy dissolved(&dialog.leaving(), &GroupLeavePage::dissolveRequested);
        QVERIFY(!button(dialog, "leaveButton")->isVisible()); // an owner passes ownership on first
        press(dialog, "dissolveButton");
        auto *confirm = dialog.findChild<TypedConfirmation *>();
        auto *field = confirm->findChild<QLineEdit *>("confirmationField");
        QTest::keyClicks(field, "saturday");
        QVERIFY(!button(*confirm, "confirmationButton")->isEnabled());
        field->setText(m_group.group.settings.name);
        press(*confirm, "confirmationButton");
        QCOMPARE(dissolved.count(), 1);
    }

    void aCodeAlwaysAsksAndALinkAsItsMakerWants()
    {
        GroupInviteDialog dialog(m_group.group);
        dialog.setRoles(m_group.roles);
        dialog.show();
        QSignalSpy asked(&dialog, &GroupInviteDialog::inviteRequested);
        press(dialog, "makeInviteButton");
        auto invite = asked.at(0).first().value<NewInvite>();
        QCOMPARE(invite.kind, InviteKind::Link);
        QVERIFY(!invite.wantsApproval);
        QCOMPARE(invite.role, m_group.roles.at(3).id);
        dialog.showError(ErrorCode::Offline);
        auto *kind = dialog.findChild<QComboBox *>("inviteKindBox");
        kind->setCurrentIndex(kind->findData(int(InviteKind::Code)));
        press(dialog, "makeInviteButton");
        invite = asked.at(1).first().value<NewInvite>();
        QVERIFY(invite.wantsApproval);
        QVERIFY(invite.role.isNull());
        dialog.setInvite({.id = {}, .code = "7K3QM-ZP4XW-9TBHR-2VNDC", .link = "tacet://group?x", .expiresAt = {}});
        press(dialog, "copyInviteLinkButton");
        QCOMPARE(QGuiApplication::clipboard()->text(), "tacet://group?x");
        press(dialog, "copyInviteCodeButton");
        QCOMPARE(QGuiApplication::clipboard()->text(), "7K3QM-ZP4XW-9TBHR-2VNDC");
    }

    void nothingIsJoinedBeforeItWasLookedAt()
    {
        JoinDialog dialog;
        dialog.show();
        QSignalSpy previewed(&dialog, &JoinDialog::previewRequested);
        QSignalSpy joined(&dialog, &JoinDialog::joinRequested);
        QVERIFY(!button(dialog, "joinChatButton")->isEnabled());
        auto *field = dialog.findChild<QLineEdit *>("inviteField");
        QTest::keyClicks(field, "7K3QMZP4");
        QTRY_COMPARE(previewed.count(), 1);
        dialog.setPreview("an older question", {});
        QVERIFY(!button(dialog, "joinChatButton")->isEnabled());
        dialog.setPreview("7K3QMZP4", {.chat = m_group.chat.id,
                                       .type = ChatType::Group,
                                       .visibility = ChatVisibility::Private,
                                       .kind = InviteKind::Code,
                                       .name = "Quartet",
                                       .memberCount = 4,
                                       .wantsApproval = true,
                                       .expiresAt = {}});
        QCOMPARE(dialog.findChild<QLabel *>("previewName")->text(), "Quartet");
        QCOMPARE(button(dialog, "joinChatButton")->text(), "Ask to join");
        press(dialog, "joinChatButton");
        QCOMPARE(joined.first().first().toString(), "7K3QMZP4");
        dialog.showError(ErrorCode::NotFound);
        QTest::keyClicks(field, "X");
        QVERIFY(!button(dialog, "joinChatButton")->isEnabled());
    }

    void aLinkOfTheWrongKindIsNotLookedUp()
    {
        JoinDialog dialog;
        dialog.setWorkspace(WorkspaceId(QUuid::createUuid()));
        dialog.show();
        QSignalSpy previewed(&dialog, &JoinDialog::previewRequested);
        for (const QString &link : QStringList{sampleValues(false).link.toString(), "tacet://group?w=x#y",
                                               "tacet://workspace?w=x", "tacet://elsewhere", "tacet:"}) {
            dialog.setInvite(link);
            QVERIFY2(dialog.findChild<QWidget *>("banner")->isVisible(), qPrintable(link));
            QVERIFY(!button(dialog, "joinChatButton")->isEnabled());
        }
        QCOMPARE(previewed.count(), 0);
        dialog.setInvite("7K3QMZP4");
        QCOMPARE(previewed.count(), 1);
        QVERIFY(!dialog.findChild<QWidget *>("banner")->isVisible());
    }

    void aPublicChatIsJoinedFromTheList()
    {
        JoinDialog dialog;
        dialog.show();
        QSignalSpy searched(&dialog, &JoinDialog::searchRequested);
        QSignalSpy joined(&dialog, &JoinDialog::joinPublicRequested);
        QTRY_COMPARE(searched.count(), 1);
        dialog.setPublicChats({}, m_group.publicChats);
        pick(dialog, "publicList", 1);
        press(dialog, "joinChatButton");
        QCOMPARE(joined.first().first().value<ChatId>(), m_group.publicChats.at(1).id);
    }

    void aPictureIsMadeSmallAndSquare()
    {
        QTemporaryDir folder;
        QImage wide(1'400, 900, QImage::Format_RGB32);
        for (int y = 0; y < wide.height(); ++y) {
            for (int x = 0; x < wide.width(); ++x)
                wide.setPixel(x, y, qRgb(x * 7 % 256, y * 13 % 256, x * y % 256));
        }
        const QString path = folder.filePath("wide.png");
        QVERIFY(wide.save(path));
        PictureChooser chooser;
        QSignalSpy changed(&chooser, &PictureChooser::pictureChanged);
        chooser.load(path);
        QCOMPARE(changed.count(), 1);
        QVERIFY(chooser.picture().size() <= PictureChooser::kPictureMax);
        const QImage kept = QImage::fromData(chooser.picture());
        QCOMPARE(kept.size(), QSize(PictureChooser::kPictureSide, PictureChooser::kPictureSide));
        // Decoded beside this thread.
        QVERIFY(squarePicture(chooser.picture(), 40).isNull());
        QTRY_COMPARE_WITH_TIMEOUT(squarePicture(chooser.picture(), 40).size(), QSize(40, 40), 30'000);
        QFile text(folder.filePath("text.png"));
        QVERIFY(text.open(QIODevice::WriteOnly) && text.write("no picture") > 0);
        text.close();
        chooser.load(text.fileName());
        QCOMPARE(changed.count(), 1);
        QVERIFY(squarePicture("no picture", 40).isNull());
    }
};

QTEST_MAIN(GroupDialogsTest)
#include "tst_groupdialogs.moc"
