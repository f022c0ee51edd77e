<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>tacet::AddMembersDialog</name>
    <message numerus="yes">
        <source>%Ln person(s) could not be added.</source>
        <translation>
            <numerusform>%Ln person could not be added.</numerusform>
            <numerusform>%Ln people could not be added.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::AdministrationWindow</name>
    <message numerus="yes">
        <source>Ends after %Ln minute(s) without use</source>
        <translation>
            <numerusform>Ends after %Ln minute without use</numerusform>
            <numerusform>Ends after %Ln minutes without use</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::AuditPage</name>
    <message numerus="yes">
        <source>The chain is broken at %Ln place(s), first at entry %1: %2</source>
        <translation>
            <numerusform>The chain is broken at %Ln place, first at entry %1: %2</numerusform>
            <numerusform>The chain is broken at %Ln places, first at entry %1: %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::ConsoleTablePage</name>
    <message numerus="yes">
        <source>%Ln row(s) written.</source>
        <translation>
            <numerusform>%Ln row written.</numerusform>
            <numerusform>%Ln rows written.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) read</source>
        <translation>
            <numerusform>%Ln row read</numerusform>
            <numerusform>%Ln rows read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::ConversationHeader</name>
    <message numerus="yes">
        <source>Threads, %Ln unread</source>
        <translation>
            <numerusform>Threads, %Ln unread</numerusform>
            <numerusform>Threads, %Ln unread</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Members and settings. %Ln person(s) ask(s) to join.</source>
        <translation>
            <numerusform>Members and settings. %Ln person asks to join.</numerusform>
            <numerusform>Members and settings. %Ln people ask to join.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::ConversationPane</name>
    <message numerus="yes">
        <source>%Ln character(s) too long for one message</source>
        <translation>
            <numerusform>%Ln character too long for one message</numerusform>
            <numerusform>%Ln characters too long for one message</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Jump to %Ln new message(s)</source>
        <translation>
            <numerusform>Jump to %Ln new message</numerusform>
            <numerusform>Jump to %Ln new messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::EffectWords</name>
    <message numerus="yes">
        <source>%Ln device(s) in use.</source>
        <translation>
            <numerusform>%Ln device in use.</numerusform>
            <numerusform>%Ln devices in use.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Member of %Ln group(s) and channel(s).</source>
        <translation>
            <numerusform>Member of %Ln group or channel.</numerusform>
            <numerusform>Member of %Ln groups and channels.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Owner of %Ln group(s) and channel(s), which stay without an owner.</source>
        <translation>
            <numerusform>Owner of %Ln group or channel, which stays without an owner.</numerusform>
            <numerusform>Owner of %Ln groups and channels, which stay without an owner.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) not fetched yet.</source>
        <translation>
            <numerusform>%Ln message not fetched yet.</numerusform>
            <numerusform>%Ln messages not fetched yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln member(s).</source>
        <translation>
            <numerusform>%Ln member.</numerusform>
            <numerusform>%Ln members.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) kept for its members.</source>
        <translation>
            <numerusform>%Ln message kept for its members.</numerusform>
            <numerusform>%Ln messages kept for its members.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s).</source>
        <translation>
            <numerusform>%Ln file.</numerusform>
            <numerusform>%Ln files.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::EnrolmentLinkDialog</name>
    <message numerus="yes">
        <source>Works once, for %Ln more minute(s), until %1.</source>
        <translation>
            <numerusform>Works once, for %Ln more minute, until %1.</numerusform>
            <numerusform>Works once, for %Ln more minutes, until %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::GroupDialog</name>
    <message numerus="yes">
        <source>Invites. %Ln person(s) ask(s) to join.</source>
        <translation>
            <numerusform>Invites. %Ln person asks to join.</numerusform>
            <numerusform>Invites. %Ln people ask to join.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::GroupInviteDialog</name>
    <message numerus="yes">
        <source>%Ln person(s)</source>
        <translation>
            <numerusform>%Ln person</numerusform>
            <numerusform>%Ln people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::GroupLeavePage</name>
    <message numerus="yes">
        <source>%Ln device(s) still lack them.</source>
        <translation>
            <numerusform>%Ln device still lacks them.</numerusform>
            <numerusform>%Ln devices still lack them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %Ln device(s) of the members have them.</source>
        <translation>
            <numerusform>The one device of the members has them.</numerusform>
            <numerusform>All %Ln devices of the members have them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) on this computer wait for a key.</source>
        <translation>
            <numerusform>%Ln message on this computer waits for a key.</numerusform>
            <numerusform>%Ln messages on this computer wait for a key.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The chat ends for all %Ln member(s). Its messages and threads are deleted from the database. This cannot be undone.</source>
        <translation>
            <numerusform>The chat ends for its only member. Its messages and threads are deleted from the database. This cannot be undone.</numerusform>
            <numerusform>The chat ends for all %Ln members. Its messages and threads are deleted from the database. This cannot be undone.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::GroupWords</name>
    <message numerus="yes">
        <source>%Ln week(s)</source>
        <translation>
            <numerusform>%Ln week</numerusform>
            <numerusform>%Ln weeks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln day(s)</source>
        <translation>
            <numerusform>%Ln day</numerusform>
            <numerusform>%Ln days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hour(s)</source>
        <translation>
            <numerusform>%Ln hour</numerusform>
            <numerusform>%Ln hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s)</source>
        <translation>
            <numerusform>%Ln minute</numerusform>
            <numerusform>%Ln minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln second(s)</source>
        <translation>
            <numerusform>%Ln second</numerusform>
            <numerusform>%Ln seconds</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln member(s)</source>
        <translation>
            <numerusform>%Ln member</numerusform>
            <numerusform>%Ln members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The last %Ln day(s)</source>
        <translation>
            <numerusform>The last %Ln day</numerusform>
            <numerusform>The last %Ln days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln week(s)</source>
        <comment>in “2 weeks ago”, “after 2 weeks”</comment>
        <translation>
            <numerusform>%Ln week</numerusform>
            <numerusform>%Ln weeks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln day(s)</source>
        <comment>in “2 days ago”, “after 2 days”</comment>
        <translation>
            <numerusform>%Ln day</numerusform>
            <numerusform>%Ln days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hour(s)</source>
        <comment>in “2 hours ago”, “after 2 hours”</comment>
        <translation>
            <numerusform>%Ln hour</numerusform>
            <numerusform>%Ln hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s)</source>
        <comment>in “2 minutes ago”, “after 2 minutes”</comment>
        <translation>
            <numerusform>%Ln minute</numerusform>
            <numerusform>%Ln minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln second(s)</source>
        <comment>in “2 seconds ago”, “after 2 seconds”</comment>
        <translation>
            <numerusform>%Ln second</numerusform>
            <numerusform>%Ln seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::InviteListModel</name>
    <message numerus="yes">
        <source>Used %1 of %Ln time(s)</source>
        <translation>
            <numerusform>Used %1 of %Ln time</numerusform>
            <numerusform>Used %1 of %Ln times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::MemberPicker</name>
    <message numerus="yes">
        <source>%Ln person(s) chosen.</source>
        <translation>
            <numerusform>%Ln person chosen.</numerusform>
            <numerusform>%Ln people chosen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::MessageWords</name>
    <message numerus="yes">
        <source>%Ln unread message(s)</source>
        <translation>
            <numerusform>%Ln unread message</numerusform>
            <numerusform>%Ln unread messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln mention(s) of you</source>
        <translation>
            <numerusform>%Ln mention of you</numerusform>
            <numerusform>%Ln mentions of you</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::NewThreadForm</name>
    <message numerus="yes">
        <source>%Ln character(s) too long for a thread</source>
        <translation>
            <numerusform>%Ln character too long for a thread</numerusform>
            <numerusform>%Ln characters too long for a thread</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::OverviewPage</name>
    <message numerus="yes">
        <source>%Ln thing(s) should be looked at.</source>
        <translation>
            <numerusform>%Ln thing should be looked at.</numerusform>
            <numerusform>%Ln things should be looked at.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::PassphraseWords</name>
    <message numerus="yes">
        <source>At least %Ln character(s). Four or five unrelated words are good and easy to keep.</source>
        <translation>
            <numerusform>At least %Ln character. Four or five unrelated words are good and easy to keep.</numerusform>
            <numerusform>At least %Ln characters. Four or five unrelated words are good and easy to keep.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::ReadersDialog</name>
    <message numerus="yes">
        <source>%1 of %Ln other member(s)</source>
        <translation>
            <numerusform>%1 of %Ln other member</numerusform>
            <numerusform>%1 of %Ln other members</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::ThreadListModel</name>
    <message numerus="yes">
        <source>%Ln unread</source>
        <translation>
            <numerusform>%Ln unread</numerusform>
            <numerusform>%Ln unread</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reply(ies)</source>
        <translation>
            <numerusform>%Ln reply</numerusform>
            <numerusform>%Ln replies</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::TrayIcon</name>
    <message numerus="yes">
        <source>Tacet: %Ln unread message(s)</source>
        <translation>
            <numerusform>Tacet: %Ln unread message</numerusform>
            <numerusform>Tacet: %Ln unread messages</numerusform>
        </translation>
    </message>
</context>
</TS>
