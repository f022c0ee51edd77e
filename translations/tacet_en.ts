<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
    <name>tacet::MessageWords</name>
    <message numerus="yes">
        <source>%n unread message(s)</source>
        <translation>
            <numerusform>%n unread message</numerusform>
            <numerusform>%n unread messages</numerusform>
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
