<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>tacet::AddMembersDialog</name>
    <message numerus="yes">
        <source>%n person(s) could not be added.</source>
        <translation>
            <numerusform>%n person could not be added.</numerusform>
            <numerusform>%n people could not be added.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::ConversationHeader</name>
    <message numerus="yes">
        <source>Threads, %n unread</source>
        <translation>
            <numerusform>Threads, %n unread</numerusform>
            <numerusform>Threads, %n unread</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::ConversationPane</name>
    <message numerus="yes">
        <source>%n character(s) too long for one message</source>
        <translation>
            <numerusform>%n character too long for one message</numerusform>
            <numerusform>%n characters too long for one message</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Jump to %n new message(s)</source>
        <translation>
            <numerusform>Jump to %n new message</numerusform>
            <numerusform>Jump to %n new messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::EnrolmentLinkDialog</name>
    <message numerus="yes">
        <source>Works once, for %n more minute(s), until %1.</source>
        <translation>
            <numerusform>Works once, for %n more minute, until %1.</numerusform>
            <numerusform>Works once, for %n more minutes, until %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::GroupInviteDialog</name>
    <message numerus="yes">
        <source>%n person(s)</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::GroupLeavePage</name>
    <message numerus="yes">
        <source>%n device(s) still lack them.</source>
        <translation>
            <numerusform>%n device still lacks them.</numerusform>
            <numerusform>%n devices still lack them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n device(s) of the members have them.</source>
        <translation>
            <numerusform>The one device of the members has them.</numerusform>
            <numerusform>All %n devices of the members have them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) on this computer wait for a key.</source>
        <translation>
            <numerusform>%n message on this computer waits for a key.</numerusform>
            <numerusform>%n messages on this computer wait for a key.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The chat ends for all %n member(s). Its messages and threads are deleted from the database. This cannot be undone.</source>
        <translation>
            <numerusform>The chat ends for its only member. Its messages and threads are deleted from the database. This cannot be undone.</numerusform>
            <numerusform>The chat ends for all %n members. Its messages and threads are deleted from the database. This cannot be undone.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::GroupWords</name>
    <message numerus="yes">
        <source>%n week(s)</source>
        <translation>
            <numerusform>%n week</numerusform>
            <numerusform>%n weeks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n member(s)</source>
        <translation>
            <numerusform>%n member</numerusform>
            <numerusform>%n members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The last %n day(s)</source>
        <translation>
            <numerusform>The last %n day</numerusform>
            <numerusform>The last %n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n week(s)</source>
        <comment>in “2 weeks ago”, “after 2 weeks”</comment>
        <translation>
            <numerusform>%n week</numerusform>
            <numerusform>%n weeks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <comment>in “2 days ago”, “after 2 days”</comment>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <comment>in “2 hours ago”, “after 2 hours”</comment>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <comment>in “2 minutes ago”, “after 2 minutes”</comment>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <comment>in “2 seconds ago”, “after 2 seconds”</comment>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::InviteListModel</name>
    <message numerus="yes">
        <source>Used %1 of %n time(s)</source>
        <translation>
            <numerusform>Used %1 of %n time</numerusform>
            <numerusform>Used %1 of %n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::MemberPicker</name>
    <message numerus="yes">
        <source>%n person(s) chosen.</source>
        <translation>
            <numerusform>%n person chosen.</numerusform>
            <numerusform>%n people chosen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::MessageWords</name>
    <message numerus="yes">
        <source>%n unread message(s)</source>
        <translation>
            <numerusform>%n unread message</numerusform>
            <numerusform>%n unread messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n mention(s) of you</source>
        <translation>
            <numerusform>%n mention of you</numerusform>
            <numerusform>%n mentions of you</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::NewThreadForm</name>
    <message numerus="yes">
        <source>%n character(s) too long for a thread</source>
        <translation>
            <numerusform>%n character too long for a thread</numerusform>
            <numerusform>%n characters too long for a thread</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::PassphraseWords</name>
    <message numerus="yes">
        <source>At least %n character(s). Four or five unrelated words are good and easy to keep.</source>
        <translation>
            <numerusform>At least %n character. Four or five unrelated words are good and easy to keep.</numerusform>
            <numerusform>At least %n characters. Four or five unrelated words are good and easy to keep.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::ReadersDialog</name>
    <message numerus="yes">
        <source>%1 of %n other member(s)</source>
        <translation>
            <numerusform>%1 of %n other member</numerusform>
            <numerusform>%1 of %n other members</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::ThreadListModel</name>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n unread</numerusform>
            <numerusform>%n unread</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reply(ies)</source>
        <translation>
            <numerusform>%n reply</numerusform>
            <numerusform>%n replies</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::TrayIcon</name>
    <message numerus="yes">
        <source>Tacet: %n unread message(s)</source>
        <translation>
            <numerusform>Tacet: %n unread message</numerusform>
            <numerusform>Tacet: %n unread messages</numerusform>
        </translation>
    </message>
</context>
</TS>
