<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>tacet::AddMembersDialog</name>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add people</source>
        <translation>Personen hinzufügen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln person(s) could not be added.</source>
        <translation>
            <numerusform>%Ln Person konnte nicht hinzugefügt werden.</numerusform>
            <numerusform>%Ln Personen konnten nicht hinzugefügt werden.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::AdministrationPlaces</name>
    <message>
        <source>Overview</source>
        <translation>Überblick</translation>
    </message>
</context>
<context>
    <name>tacet::AdministrationUnlockPage</name>
    <message>
        <source>Administration of %1</source>
        <translation>Verwaltung von %1</translation>
    </message>
    <message>
        <source>Your passphrase opens the administration. It ends after 15 minutes without use. People, devices and figures can be seen here; what people write cannot.</source>
        <translation>Deine Passphrase öffnet die Verwaltung. Sie endet nach 15 Minuten ohne Benutzung. Personen, Geräte und Zahlen sind hier zu sehen; was Menschen schreiben, nicht.</translation>
    </message>
    <message>
        <source>Passphrase of this computer</source>
        <translation>Passphrase dieses Computers</translation>
    </message>
    <message>
        <source>Open the administration</source>
        <translation>Verwaltung öffnen</translation>
    </message>
</context>
<context>
    <name>tacet::AdministrationWindow</name>
    <message>
        <source>Administration of %1</source>
        <translation>Verwaltung von %1</translation>
    </message>
    <message>
        <source>Administration of %1 – changes take effect for everybody.</source>
        <translation>Verwaltung von %1 – Änderungen gelten für alle.</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Pages of the administration</source>
        <translation>Seiten der Verwaltung</translation>
    </message>
    <message>
        <source>The administration has ended.</source>
        <translation>Die Verwaltung ist beendet.</translation>
    </message>
    <message>
        <source>Nobody used it for a while. Nothing was changed since; your passphrase opens it again.</source>
        <translation>Eine Weile hat sie niemand benutzt. Seitdem wurde nichts geändert; deine Passphrase öffnet sie wieder.</translation>
    </message>
    <message>
        <source>You are not an administrator any more.</source>
        <translation>Du verwaltest diesen Arbeitsbereich nicht mehr.</translation>
    </message>
    <message>
        <source>What you had finished stays done; what was under way was not carried out. Ask the owner of the workspace if you need the right.</source>
        <translation>Was fertig war, bleibt; was unterwegs war, wurde nicht ausgeführt. Frag, wem der Arbeitsbereich gehört, wenn du das Recht brauchst.</translation>
    </message>
    <message numerus="yes">
        <source>Ends after %Ln minute(s) without use</source>
        <translation>
            <numerusform>Endet nach %Ln Minute ohne Benutzung</numerusform>
            <numerusform>Endet nach %Ln Minuten ohne Benutzung</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::AlarmText</name>
    <message>
        <source>Tell whoever runs the workspace.</source>
        <translation>Sag es denen, die den Arbeitsbereich betreiben.</translation>
    </message>
    <message>
        <source>The record of %1 was changed after the fact.</source>
        <translation>Das Protokoll von %1 wurde nachträglich verändert.</translation>
    </message>
    <message>
        <source>The chat is halted: nothing is sent there.</source>
        <translation>Der Chat ist angehalten: Dort wird nichts gesendet.</translation>
    </message>
    <message>
        <source>Somebody tried to change %1 without the right to.</source>
        <translation>Jemand hat ohne das Recht dazu versucht, %1 zu ändern.</translation>
    </message>
    <message>
        <source>Tacet ignored it.</source>
        <translation>Tacet hat es nicht beachtet.</translation>
    </message>
    <message>
        <source>The database shows a member of %1 whom nobody let in.</source>
        <translation>Die Datenbank zeigt ein Mitglied von %1, das niemand eingelassen hat.</translation>
    </message>
    <message>
        <source>This person gets no keys.</source>
        <translation>Diese Person bekommt keine Schlüssel.</translation>
    </message>
    <message>
        <source>The database shows a device in %1 that its person does not know.</source>
        <translation>Die Datenbank zeigt in %1 ein Gerät, das seiner Person nicht bekannt ist.</translation>
    </message>
    <message>
        <source>This device gets no keys.</source>
        <translation>Dieses Gerät bekommt keine Schlüssel.</translation>
    </message>
    <message>
        <source>A key was handed out in %1 that is not the right one.</source>
        <translation>In %1 wurde ein Schlüssel verteilt, der nicht der richtige ist.</translation>
    </message>
    <message>
        <source>Tacet threw it away.</source>
        <translation>Tacet hat ihn verworfen.</translation>
    </message>
    <message>
        <source>Something in %1 is not what the database says of it.</source>
        <translation>Etwas in %1 ist nicht das, was die Datenbank davon sagt.</translation>
    </message>
    <message>
        <source>Tacet does not show it.</source>
        <translation>Tacet zeigt es nicht.</translation>
    </message>
    <message>
        <source>A key to older messages of %1 is not from who wrote them.</source>
        <translation>Ein Schlüssel zu älteren Nachrichten von %1 stammt nicht von denen, die sie geschrieben haben.</translation>
    </message>
</context>
<context>
    <name>tacet::AuditPage</name>
    <message>
        <source>What was done with accounts, keys, rights and settings, with what was there before and after. Each entry is chained to the one before it.</source>
        <translation>Was mit Konten, Schlüsseln, Rechten und Einstellungen geschah, mit dem Stand davor und danach. Jeder Eintrag ist mit dem vorigen verkettet.</translation>
    </message>
    <message>
        <source>Verify the chain</source>
        <translation>Kette prüfen</translation>
    </message>
    <message>
        <source>Verifying …</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>The chain is whole: no entry was changed, removed or put in.</source>
        <translation>Die Kette ist ganz: Kein Eintrag wurde geändert, entfernt oder eingefügt.</translation>
    </message>
    <message numerus="yes">
        <source>The chain is broken at %Ln place(s), first at entry %1: %2</source>
        <translation>
            <numerusform>Die Kette ist an %Ln Stelle gebrochen, zuerst bei Eintrag %1: %2</numerusform>
            <numerusform>Die Kette ist an %Ln Stellen gebrochen, zuerst bei Eintrag %1: %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::ChatListDelegate</name>
    <message>
        <source>Draft:</source>
        <translation>Entwurf:</translation>
    </message>
    <message>
        <source>No messages yet</source>
        <translation>Noch keine Nachrichten</translation>
    </message>
    <message>
        <source>Name not known yet</source>
        <translation>Name noch nicht bekannt</translation>
    </message>
    <message>
        <source>A message that cannot be read yet</source>
        <translation>Eine Nachricht, die noch nicht lesbar ist</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>tacet::ChatListModel</name>
    <message>
        <source>Group · %1</source>
        <translation>Gruppe · %1</translation>
    </message>
    <message>
        <source>Channel · %1</source>
        <translation>Kanal · %1</translation>
    </message>
</context>
<context>
    <name>tacet::ChatListPane</name>
    <message>
        <source>Search chats</source>
        <translation>Chats durchsuchen</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>Chats</translation>
    </message>
    <message>
        <source>No chats yet</source>
        <translation>Noch keine Chats</translation>
    </message>
    <message>
        <source>Invite somebody into the workspace, or find people who are in it.</source>
        <translation>Lade jemanden in den Arbeitsbereich ein oder suche, wer schon darin ist.</translation>
    </message>
    <message>
        <source>Invite somebody</source>
        <translation>Jemanden einladen</translation>
    </message>
    <message>
        <source>No chat by that name</source>
        <translation>Kein Chat mit diesem Namen</translation>
    </message>
    <message>
        <source>Look among everybody in the workspace instead.</source>
        <translation>Suche stattdessen unter allen im Arbeitsbereich.</translation>
    </message>
    <message>
        <source>Find people</source>
        <translation>Leute suchen</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
</context>
<context>
    <name>tacet::ChatSwitcher</name>
    <message>
        <source>Go to a chat</source>
        <translation>Zu einem Chat wechseln</translation>
    </message>
    <message>
        <source>Name of a chat</source>
        <translation>Name eines Chats</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>Chats</translation>
    </message>
    <message>
        <source>Administration: %1</source>
        <translation>Verwaltung: %1</translation>
    </message>
</context>
<context>
    <name>tacet::ChatsPage</name>
    <message>
        <source>Groups and channels with their figures. Names of private ones are known to their members only, and so is everything that is said there.</source>
        <translation>Gruppen und Kanäle mit ihren Zahlen. Die Namen der privaten kennen nur ihre Mitglieder, und so ist es mit allem, was dort gesagt wird.</translation>
    </message>
    <message>
        <source>Close …</source>
        <translation>Schließen …</translation>
    </message>
    <message>
        <source>Open again …</source>
        <translation>Wieder öffnen …</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>%1 schließen</translation>
    </message>
    <message>
        <source>Nobody can post there any more. Its members see that the administration closed it; what was written stays with them.</source>
        <translation>Niemand kann dort mehr schreiben. Die Mitglieder sehen, dass die Verwaltung den Chat geschlossen hat; was geschrieben wurde, bleibt bei ihnen.</translation>
    </message>
    <message>
        <source>Open again takes this back.</source>
        <translation>Wieder öffnen macht das rückgängig.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>%1 is closed.</source>
        <translation>%1 ist geschlossen.</translation>
    </message>
    <message>
        <source>Open %1 again</source>
        <translation>%1 wieder öffnen</translation>
    </message>
    <message>
        <source>Its members can post again.</source>
        <translation>Die Mitglieder können wieder schreiben.</translation>
    </message>
    <message>
        <source>Close takes this back.</source>
        <translation>Schließen macht das rückgängig.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>%1 is open.</source>
        <translation>%1 ist offen.</translation>
    </message>
</context>
<context>
    <name>tacet::ChoiceBox</name>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Messages stay</source>
        <translation>Nachrichten bleiben</translation>
    </message>
</context>
<context>
    <name>tacet::CommandLine</name>
    <message>
        <source>Folder of the account&apos;s data.</source>
        <translation>Ordner mit den Daten des Kontos.</translation>
    </message>
    <message>
        <source>Language of the windows: en, de or ar.</source>
        <translation>Sprache der Fenster: en, de oder ar.</translation>
    </message>
    <message>
        <source>Expected at most one tacet:// link.</source>
        <translation>Höchstens ein tacet://-Link wird erwartet.</translation>
    </message>
    <message>
        <source>A tacet:// link into a workspace, a group or a channel.</source>
        <translation>Ein tacet://-Link in einen Arbeitsbereich, eine Gruppe oder einen Kanal.</translation>
    </message>
</context>
<context>
    <name>tacet::Composer</name>
    <message>
        <source>Write a message</source>
        <translation>Nachricht schreiben</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
</context>
<context>
    <name>tacet::ConnectionLine</name>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Connecting …</source>
        <translation>Verbindung wird hergestellt …</translation>
    </message>
    <message>
        <source>Fetching messages …</source>
        <translation>Nachrichten werden abgeholt …</translation>
    </message>
    <message>
        <source>The workspace refused this device.</source>
        <translation>Der Arbeitsbereich hat dieses Gerät abgewiesen.</translation>
    </message>
    <message>
        <source>Offline. What you send waits here.</source>
        <translation>Offline. Was du sendest, wartet hier.</translation>
    </message>
    <message>
        <source>Offline · next try in %1 s</source>
        <translation>Offline · Versuch in %1 s</translation>
    </message>
</context>
<context>
    <name>tacet::ConsoleFilterWords</name>
    <message>
        <source>is</source>
        <translation>ist</translation>
    </message>
    <message>
        <source>is not</source>
        <translation>ist nicht</translation>
    </message>
    <message>
        <source>contains</source>
        <translation>enthält</translation>
    </message>
    <message>
        <source>begins with</source>
        <translation>beginnt mit</translation>
    </message>
    <message>
        <source>since</source>
        <translation>seit</translation>
    </message>
    <message>
        <source>at least</source>
        <translation>mindestens</translation>
    </message>
    <message>
        <source>until</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>höchstens</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>ist leer</translation>
    </message>
    <message>
        <source>at any time</source>
        <translation>irgendwann</translation>
    </message>
    <message>
        <source>is not empty</source>
        <translation>ist nicht leer</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>a column and a condition: Last seen never</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 %2 %3</source>
        <comment>a column, a condition and a value: State is Suspended</comment>
        <translation>%1 %2 %3</translation>
    </message>
</context>
<context>
    <name>tacet::ConsoleNames</name>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Devices and keys</source>
        <translation>Geräte und Schlüssel</translation>
    </message>
    <message>
        <source>Groups and channels</source>
        <translation>Gruppen und Kanäle</translation>
    </message>
    <message>
        <source>Members of groups</source>
        <translation>Mitglieder der Gruppen</translation>
    </message>
    <message>
        <source>Roles of groups</source>
        <translation>Rollen der Gruppen</translation>
    </message>
    <message>
        <source>Quotas</source>
        <translation>Kontingente</translation>
    </message>
    <message>
        <source>Media</source>
        <translation>Medien</translation>
    </message>
    <message>
        <source>Enrolment</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>Join requests</source>
        <translation>Beitrittsanfragen</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Abgleich</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>Nutzung</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>Messungen</translation>
    </message>
    <message>
        <source>Retention</source>
        <translation>Aufbewahrung</translation>
    </message>
    <message>
        <source>Runs of retention</source>
        <translation>Läufe der Aufbewahrung</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>Sicherungen</translation>
    </message>
    <message>
        <source>Contents of backups</source>
        <translation>Inhalte der Sicherungen</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Prüfprotokoll</translation>
    </message>
    <message>
        <source>Security events</source>
        <translation>Sicherheitsereignisse</translation>
    </message>
    <message>
        <source>Extra rights</source>
        <translation>Zusätzliche Rechte</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Partitions</source>
        <translation>Partitionen</translation>
    </message>
    <message>
        <source>Sizes of tables</source>
        <translation>Größen der Tabellen</translation>
    </message>
    <message>
        <source>Sign-ins</source>
        <translation>Anmeldungen</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Visibility</source>
        <translation>Sichtbarkeit</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>Last message</source>
        <translation>Letzte Nachricht</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Läuft ab</translation>
    </message>
    <message>
        <source>Revoked</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>Benutzt</translation>
    </message>
    <message>
        <source>Joined</source>
        <translation>Beigetreten</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Deactivated</source>
        <translation>Deaktiviert</translation>
    </message>
    <message>
        <source>Dissolved</source>
        <translation>Aufgelöst</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Inhaber/in</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>Angelegt von</translation>
    </message>
    <message>
        <source>Used by</source>
        <translation>Benutzt von</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>What it was done to</source>
        <translation>Woran es getan wurde</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>Was getan wurde</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Looked after by</source>
        <translation>Betreut von</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Waiting messages</source>
        <translation>Wartende Nachrichten</translation>
    </message>
    <message>
        <source>Oldest waiting</source>
        <translation>Älteste wartende</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Grenze</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Limit of files</source>
        <translation>Grenze der Dateien</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>Fingerabdruck</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Voreinstellung</translation>
    </message>
    <message>
        <source>Allowed</source>
        <translation>Erlaubt</translation>
    </message>
    <message>
        <source>Least</source>
        <translation>Kleinster Wert</translation>
    </message>
    <message>
        <source>Most</source>
        <translation>Größter Wert</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>Partition</source>
        <translation>Partition</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Rows, about</source>
        <translation>Zeilen, ungefähr</translation>
    </message>
    <message>
        <source>Checksum</source>
        <translation>Prüfsumme</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Administrator/in</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Erased</source>
        <translation>Endgültig gelöscht</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>Mitglied</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Niedrig</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>Being looked after</source>
        <translation>In Bearbeitung</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>Vollständig</translation>
    </message>
    <message>
        <source>Uploading</source>
        <translation>Wird hochgeladen</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Direct chat</source>
        <translation>Direkter Chat</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Public</source>
        <translation>Öffentlich</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>Privat</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Geheim</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Vollständig</translation>
    </message>
    <message>
        <source>Incremental</source>
        <translation>Inkrementell</translation>
    </message>
    <message>
        <source>Workspace</source>
        <translation>Arbeitsbereich</translation>
    </message>
    <message>
        <source>Test restore</source>
        <translation>Probe-Wiederherstellung</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>Verwaltung</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>Betrieb</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Second factor</source>
        <translation>Zweiter Faktor</translation>
    </message>
    <message>
        <source>Recovery phrase</source>
        <translation>Wiederherstellungsphrase</translation>
    </message>
    <message>
        <source>Person’s id</source>
        <translation>Kennung der Person</translation>
    </message>
    <message>
        <source>One-time keys</source>
        <translation>Einmalschlüssel</translation>
    </message>
    <message>
        <source>Post-quantum keys</source>
        <translation>Post-Quanten-Schlüssel</translation>
    </message>
    <message>
        <source>Last-resort keys</source>
        <translation>Letzte Schlüssel</translation>
    </message>
    <message>
        <source>Signed key made</source>
        <translation>Signierter Schlüssel vom</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>Owner’s id</source>
        <translation>Kennung der Eigentümerin</translation>
    </message>
    <message>
        <source>Key epoch</source>
        <translation>Schlüsselepoche</translation>
    </message>
    <message>
        <source>Slow mode, seconds</source>
        <translation>Langsamer Modus, Sekunden</translation>
    </message>
    <message>
        <source>Chat’s id</source>
        <translation>Kennung des Chats</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Verlassen</translation>
    </message>
    <message>
        <source>Muted until</source>
        <translation>Stumm bis</translation>
    </message>
    <message>
        <source>Invited by</source>
        <translation>Eingeladen von</translation>
    </message>
    <message>
        <source>Role’s id</source>
        <translation>Kennung der Rolle</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Berechtigungen</translation>
    </message>
    <message>
        <source>For newcomers</source>
        <translation>Für Neue</translation>
    </message>
    <message>
        <source>Holder’s id</source>
        <translation>Kennung des Inhabers</translation>
    </message>
    <message>
        <source>Own limits</source>
        <translation>Eigene Grenzen</translation>
    </message>
    <message>
        <source>Percent for one member</source>
        <translation>Prozent je Mitglied</translation>
    </message>
    <message>
        <source>Author’s id</source>
        <translation>Kennung des Verfassers</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Verfasst von</translation>
    </message>
    <message>
        <source>Kept in</source>
        <translation>Liegt in</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Angerechnet</translation>
    </message>
    <message>
        <source>Uploaded</source>
        <translation>Hochgeladen</translation>
    </message>
    <message>
        <source>Wished name</source>
        <translation>Gewünschter Name</translation>
    </message>
    <message>
        <source>Maker’s id</source>
        <translation>Kennung des Erstellers</translation>
    </message>
    <message>
        <source>User’s id</source>
        <translation>Kennung der Person, die ihn benutzte</translation>
    </message>
    <message>
        <source>Device’s id</source>
        <translation>Kennung des Geräts</translation>
    </message>
    <message>
        <source>Invite’s id</source>
        <translation>Kennung der Einladung</translation>
    </message>
    <message>
        <source>Last synchronised</source>
        <translation>Zuletzt abgeglichen</translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation>Noch nicht gesendet</translation>
    </message>
    <message>
        <source>What is measured</source>
        <translation>Was gemessen wird</translation>
    </message>
    <message>
        <source>What of it</source>
        <translation>Was davon</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Wie</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>Archived first</source>
        <translation>Vorher archiviert</translation>
    </message>
    <message>
        <source>Switched on</source>
        <translation>Eingeschaltet</translation>
    </message>
    <message>
        <source>Own rule</source>
        <translation>Eigene Regel</translation>
    </message>
    <message>
        <source>Goes if older than</source>
        <translation>Geht, wenn älter als</translation>
    </message>
    <message>
        <source>Last run</source>
        <translation>Letzter Lauf</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>Chats</translation>
    </message>
    <message>
        <source>Oldest</source>
        <translation>Älteste</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Neueste</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archiv</translation>
    </message>
    <message>
        <source>Checksum of the archive</source>
        <translation>Prüfsumme des Archivs</translation>
    </message>
    <message>
        <source>Incarnation</source>
        <translation>Inkarnation</translation>
    </message>
    <message>
        <source>Schema</source>
        <translation>Schema</translation>
    </message>
    <message>
        <source>Kept until</source>
        <translation>Aufbewahrt bis</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Sicherung</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Account’s id</source>
        <translation>Kennung des Kontos</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>Anmelderolle</translation>
    </message>
    <message>
        <source>Its id</source>
        <translation>Dessen Kennung</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>Gelungen</translation>
    </message>
    <message>
        <source>Assignee’s id</source>
        <translation>Kennung des Zuständigen</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>Gegeben</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Bounds</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Dead rows</source>
        <translation>Tote Zeilen</translation>
    </message>
    <message>
        <source>Indexes</source>
        <translation>Indexe</translation>
    </message>
    <message>
        <source>Last vacuum</source>
        <translation>Letztes Vacuum</translation>
    </message>
    <message>
        <source>Last analyze</source>
        <translation>Letzte Analyse</translation>
    </message>
    <message>
        <source>Own role</source>
        <translation>Eigene Rolle</translation>
    </message>
    <message>
        <source>Sticker pack</source>
        <translation>Stickerpaket</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Story</source>
        <translation>Story</translation>
    </message>
    <message>
        <source>Sticker</source>
        <translation>Sticker</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>Object store</source>
        <translation>Objektspeicher</translation>
    </message>
    <message>
        <source>Never synchronised</source>
        <translation>Nie abgeglichen</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>Aktuell</translation>
    </message>
    <message>
        <source>Synchronising</source>
        <translation>Wird abgeglichen</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Whole months</source>
        <translation>Ganze Monate</translation>
    </message>
    <message>
        <source>Row by row</source>
        <translation>Zeile für Zeile</translation>
    </message>
    <message>
        <source>Chain</source>
        <translation>Kette</translation>
    </message>
    <message>
        <source>By a function</source>
        <translation>Durch eine Funktion</translation>
    </message>
    <message>
        <source>Yes or no</source>
        <translation>Ja oder nein</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Password of a device changed</source>
        <translation>Passwort eines Geräts geändert</translation>
    </message>
    <message>
        <source>Device removed</source>
        <translation>Gerät entfernt</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Angemeldet</translation>
    </message>
    <message>
        <source>A used session came again</source>
        <translation>Eine benutzte Sitzung kam wieder</translation>
    </message>
    <message>
        <source>Password set</source>
        <translation>Passwort gesetzt</translation>
    </message>
    <message>
        <source>Password taken away</source>
        <translation>Passwort weggenommen</translation>
    </message>
    <message>
        <source>Recovery phrase changed</source>
        <translation>Wiederherstellungsphrase geändert</translation>
    </message>
    <message>
        <source>Recovery codes replaced</source>
        <translation>Wiederherstellungscodes ersetzt</translation>
    </message>
    <message>
        <source>Recovery code used</source>
        <translation>Wiederherstellungscode benutzt</translation>
    </message>
    <message>
        <source>Tried a code</source>
        <translation>Code versucht</translation>
    </message>
    <message>
        <source>Device linked</source>
        <translation>Gerät verknüpft</translation>
    </message>
    <message>
        <source>Second factor switched on</source>
        <translation>Zweiter Faktor eingeschaltet</translation>
    </message>
    <message>
        <source>Second factor switched off</source>
        <translation>Zweiter Faktor ausgeschaltet</translation>
    </message>
    <message>
        <source>Locked after wrong codes</source>
        <translation>Nach falschen Codes gesperrt</translation>
    </message>
</context>
<context>
    <name>tacet::ConsoleTablePage</name>
    <message>
        <source>Save this view …</source>
        <translation>Diese Ansicht speichern …</translation>
    </message>
    <message>
        <source>Forget a view</source>
        <translation>Eine Ansicht vergessen</translation>
    </message>
    <message>
        <source>Save this view</source>
        <translation>Diese Ansicht speichern</translation>
    </message>
    <message>
        <source>A name for these filters, this order and these columns:</source>
        <translation>Ein Name für diese Filter, diese Reihenfolge und diese Spalten:</translation>
    </message>
    <message>
        <source>Export as CSV</source>
        <translation>Als CSV ausgeben</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV-Dateien (*.csv)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) written.</source>
        <translation>
            <numerusform>%Ln Zeile geschrieben.</numerusform>
            <numerusform>%Ln Zeilen geschrieben.</numerusform>
        </translation>
    </message>
    <message>
        <source>The export was cancelled; no file was written.</source>
        <translation>Die Ausgabe wurde abgebrochen; es wurde keine Datei geschrieben.</translation>
    </message>
    <message>
        <source>Writing: %L1 of %L2 rows …</source>
        <translation>Schreibe: %L1 von %L2 Zeilen …</translation>
    </message>
    <message>
        <source>Writing: %L1 rows …</source>
        <translation>Schreibe: %L1 Zeilen …</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) read</source>
        <translation>
            <numerusform>%Ln Zeile gelesen</numerusform>
            <numerusform>%Ln Zeilen gelesen</numerusform>
        </translation>
    </message>
    <message>
        <source>More than %L1 rows</source>
        <translation>Mehr als %L1 Zeilen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln Zeile</numerusform>
            <numerusform>%Ln Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>Rows of the administration are not kept on this computer. Nothing was changed; check the network and try again.</source>
        <translation>Zeilen der Verwaltung liegen nicht auf diesem Computer. Nichts wurde geändert; prüf das Netz und versuch es noch einmal.</translation>
    </message>
    <message>
        <source>Cancel export</source>
        <translation>Ausgabe abbrechen</translation>
    </message>
    <message>
        <source>Search: %1</source>
        <translation>Suche: %1</translation>
    </message>
    <message>
        <source>Add a filter</source>
        <translation>Filter hinzufügen</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>Spalten wählen</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Saved views</source>
        <translation>Gespeicherte Ansichten</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>Read again (F5)</source>
        <translation>Neu lesen (F5)</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>The workspace is asked for these rows.</source>
        <translation>Der Arbeitsbereich wird nach diesen Zeilen gefragt.</translation>
    </message>
    <message>
        <source>Nothing matches.</source>
        <translation>Nichts passt.</translation>
    </message>
    <message>
        <source>No row meets all of the conditions.</source>
        <translation>Keine Zeile erfüllt alle Bedingungen.</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>Alle entfernen</translation>
    </message>
    <message>
        <source>Nothing is here yet.</source>
        <translation>Hier ist noch nichts.</translation>
    </message>
    <message>
        <source>Rows appear when there is something to see.</source>
        <translation>Zeilen erscheinen, sobald es etwas zu sehen gibt.</translation>
    </message>
</context>
<context>
    <name>tacet::ConsoleWords</name>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1, full</source>
        <translation>%1, voll</translation>
    </message>
    <message>
        <source>%1, nearly full</source>
        <translation>%1, fast voll</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <comment>the exact number</comment>
        <translation>%1 Bytes</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a column and its value</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>tacet::ConversationHeader</name>
    <message>
        <source>Safety number</source>
        <translation>Sicherheitsnummer</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Themen</translation>
    </message>
    <message>
        <source>Members and settings</source>
        <translation>Mitglieder und Einstellungen</translation>
    </message>
    <message>
        <source>More about this chat</source>
        <translation>Mehr zu diesem Chat</translation>
    </message>
    <message>
        <source>Name not known yet</source>
        <translation>Name noch nicht bekannt</translation>
    </message>
    <message>
        <source>%1 · Verified</source>
        <translation>%1 · Verifiziert</translation>
    </message>
    <message>
        <source>%1 · Safety number has changed</source>
        <translation>%1 · Sicherheitsnummer hat sich geändert</translation>
    </message>
    <message>
        <source>%1 · Safety number not compared</source>
        <translation>%1 · Sicherheitsnummer nicht verglichen</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1 · Public, not confidential</source>
        <translation>%1 · Öffentlich, nicht vertraulich</translation>
    </message>
    <message numerus="yes">
        <source>Threads, %Ln unread</source>
        <translation>
            <numerusform>Themen, %Ln ungelesen</numerusform>
            <numerusform>Themen, %Ln ungelesen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Members and settings. %Ln person(s) ask(s) to join.</source>
        <translation>
            <numerusform>Mitglieder und Einstellungen. %Ln Person bittet um Einlass.</numerusform>
            <numerusform>Mitglieder und Einstellungen. %Ln Personen bitten um Einlass.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::ConversationPane</name>
    <message>
        <source>Safety number …</source>
        <translation>Sicherheitsnummer …</translation>
    </message>
    <message>
        <source>Remove from contacts</source>
        <translation>Aus den Kontakten entfernen</translation>
    </message>
    <message>
        <source>Add to contacts</source>
        <translation>Zu den Kontakten hinzufügen</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>Blockierung aufheben</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Blockieren</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the whole message</source>
        <translation>Ganze Nachricht kopieren</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Open a link</source>
        <translation>Link öffnen</translation>
    </message>
    <message>
        <source>Open %1 in the browser?</source>
        <translation>%1 im Browser öffnen?</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>No chat is open</source>
        <translation>Kein Chat ist geöffnet</translation>
    </message>
    <message>
        <source>Choose a chat on the side, or start a new one. Only you and the other person can read it.</source>
        <translation>Wähle links einen Chat oder beginne einen neuen. Nur du und die andere Person können ihn lesen.</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>Neuer Chat</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>You have blocked this person.</source>
        <translation>Du hast diese Person blockiert.</translation>
    </message>
    <message>
        <source>Neither of you can write to the other.</source>
        <translation>Keiner von euch kann dem anderen schreiben.</translation>
    </message>
    <message>
        <source>The safety number has changed.</source>
        <translation>Die Sicherheitsnummer hat sich geändert.</translation>
    </message>
    <message>
        <source>This person has a new key: a new device, or somebody in between. Nothing is sent until you decide.</source>
        <translation>Diese Person hat einen neuen Schlüssel: ein neues Gerät oder jemand dazwischen. Bis du entscheidest, wird nichts gesendet.</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>No messages yet</source>
        <translation>Noch keine Nachrichten</translation>
    </message>
    <message>
        <source>What you and %1 write is encrypted on your computers. Nobody else can read it, not even whoever runs the database.</source>
        <translation>Was du und %1 schreiben, wird auf euren Computern verschlüsselt. Niemand sonst kann es lesen, auch nicht, wer die Datenbank betreibt.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln character(s) too long for one message</source>
        <translation>
            <numerusform>%Ln Zeichen zu lang für eine Nachricht</numerusform>
            <numerusform>%Ln Zeichen zu lang für eine Nachricht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Jump to %Ln new message(s)</source>
        <translation>
            <numerusform>Zu %Ln neuen Nachricht springen</numerusform>
            <numerusform>Zu %Ln neuen Nachrichten springen</numerusform>
        </translation>
    </message>
    <message>
        <source>Jump to the newest message</source>
        <translation>Zur neuesten Nachricht springen</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>Aus der Liste entfernen</translation>
    </message>
    <message>
        <source>Members and settings …</source>
        <translation>Mitglieder und Einstellungen …</translation>
    </message>
    <message>
        <source>Invite by code or link …</source>
        <translation>Mit Code oder Link einladen …</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Themen</translation>
    </message>
    <message>
        <source>Leave the group …</source>
        <translation>Gruppe verlassen …</translation>
    </message>
    <message>
        <source>Leave the channel …</source>
        <translation>Kanal verlassen …</translation>
    </message>
    <message>
        <source>Who has read this …</source>
        <translation>Wer hat das gelesen …</translation>
    </message>
    <message>
        <source>First unread message</source>
        <translation>Erste ungelesene Nachricht</translation>
    </message>
    <message>
        <source>What the database shows of who is in this chat contradicts what it showed before. Tell whoever runs the workspace; compare with other members.</source>
        <translation>Was die Datenbank über die Mitglieder dieses Chats zeigt, widerspricht dem, was sie vorher gezeigt hat. Sag es denen, die den Arbeitsbereich betreiben, und vergleiche mit anderen Mitgliedern.</translation>
    </message>
    <message>
        <source>You can still read what is on this computer. Nothing new arrives.</source>
        <translation>Was auf diesem Computer ist, kannst du weiter lesen. Neues kommt nicht an.</translation>
    </message>
    <message>
        <source>Everybody in the workspace can find this chat and read what is written here.</source>
        <translation>Alle im Arbeitsbereich können diesen Chat finden und lesen, was hier geschrieben wird.</translation>
    </message>
    <message>
        <source>What is written here is encrypted on the members&apos; computers. Nobody else can read it, not even whoever runs the database.</source>
        <translation>Was hier geschrieben wird, wird auf den Computern der Mitglieder verschlüsselt. Niemand sonst kann es lesen, auch nicht, wer die Datenbank betreibt.</translation>
    </message>
    <message>
        <source>You may read here, but not write</source>
        <translation>Du darfst hier lesen, aber nicht schreiben</translation>
    </message>
    <message>
        <source>Write a message</source>
        <translation>Nachricht schreiben</translation>
    </message>
</context>
<context>
    <name>tacet::ConversationView</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
</context>
<context>
    <name>tacet::CreatePage</name>
    <message>
        <source>A workspace on this computer</source>
        <translation>Ein Arbeitsbereich auf diesem Computer</translation>
    </message>
    <message>
        <source>Tacet starts a private PostgreSQL for it, in your own folder. Nobody outside this computer can reach it.</source>
        <translation>Tacet startet dafür ein privates PostgreSQL in deinem eigenen Ordner. Von außerhalb dieses Computers ist es nicht erreichbar.</translation>
    </message>
    <message>
        <source>Name of the workspace</source>
        <translation>Name des Arbeitsbereichs</translation>
    </message>
    <message>
        <source>Your user name</source>
        <translation>Dein Benutzername</translation>
    </message>
    <message>
        <source>3 to 50 letters, digits or underscores. Others find you by it.</source>
        <translation>3 bis 50 Buchstaben, Ziffern oder Unterstriche. Andere finden dich darüber.</translation>
    </message>
    <message>
        <source>Your name (optional)</source>
        <translation>Dein Name (optional)</translation>
    </message>
    <message>
        <source>Create workspace</source>
        <translation>Arbeitsbereich anlegen</translation>
    </message>
    <message>
        <source>The workspace needs a name.</source>
        <translation>Der Arbeitsbereich braucht einen Namen.</translation>
    </message>
    <message>
        <source>A user name has 3 to 50 letters, digits or underscores.</source>
        <translation>Ein Benutzername hat 3 bis 50 Buchstaben, Ziffern oder Unterstriche.</translation>
    </message>
    <message>
        <source>Choose a stronger passphrase, and type it the same twice.</source>
        <translation>Wähle eine stärkere Passphrase und gib sie zweimal gleich ein.</translation>
    </message>
    <message>
        <source>It protects everything that this computer keeps. It cannot be recovered.</source>
        <translation>Sie schützt alles, was dieser Computer aufbewahrt. Sie lässt sich nicht wiederherstellen.</translation>
    </message>
</context>
<context>
    <name>tacet::DangerDialog</name>
    <message>
        <source>Counting what this affects …</source>
        <translation>Es wird gezählt, was das betrifft …</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Type “%1” to go on.</source>
        <translation>Gib „%1“ ein, um fortzufahren.</translation>
    </message>
    <message>
        <source>• %1</source>
        <comment>one of several effects</comment>
        <translation>• %1</translation>
    </message>
</context>
<context>
    <name>tacet::DevicesPage</name>
    <message>
        <source>Every device with the fingerprint of its key and its stock of one-time keys. A device keeps its own keys; they are never here.</source>
        <translation>Jedes Gerät mit dem Fingerabdruck seines Schlüssels und seinem Vorrat an Einmalschlüsseln. Ein Gerät behält seine Schlüssel; hier sind sie nie.</translation>
    </message>
    <message>
        <source>Remove …</source>
        <translation>Entfernen …</translation>
    </message>
    <message>
        <source>Remove the device %1</source>
        <translation>Gerät %1 entfernen</translation>
    </message>
    <message>
        <source>The device of %1 is shut out for good, and what waits for it goes. Its groups make new keys.</source>
        <translation>Das Gerät von %1 wird für immer ausgeschlossen, und was darauf wartet, geht verloren. Seine Gruppen machen neue Schlüssel.</translation>
    </message>
    <message>
        <source>This cannot be taken back; the person can link the device again.</source>
        <translation>Das lässt sich nicht rückgängig machen; die Person kann das Gerät neu verknüpfen.</translation>
    </message>
    <message>
        <source>Remove for good</source>
        <translation>Für immer entfernen</translation>
    </message>
    <message>
        <source>The device is removed.</source>
        <translation>Das Gerät ist entfernt.</translation>
    </message>
</context>
<context>
    <name>tacet::EffectWords</name>
    <message numerus="yes">
        <source>%Ln device(s) in use.</source>
        <translation>
            <numerusform>%Ln Gerät in Benutzung.</numerusform>
            <numerusform>%Ln Geräte in Benutzung.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Member of %Ln group(s) and channel(s).</source>
        <translation>
            <numerusform>Mitglied von %Ln Gruppe oder Kanal.</numerusform>
            <numerusform>Mitglied von %Ln Gruppen und Kanälen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Owner of %Ln group(s) and channel(s), which stay without an owner.</source>
        <translation>
            <numerusform>Besitzt %Ln Gruppe oder Kanal; sie bleibt ohne Eigentümer.</numerusform>
            <numerusform>Besitzt %Ln Gruppen und Kanäle; sie bleiben ohne Eigentümer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) not fetched yet.</source>
        <translation>
            <numerusform>%Ln Nachricht noch nicht abgeholt.</numerusform>
            <numerusform>%Ln Nachrichten noch nicht abgeholt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln member(s).</source>
        <translation>
            <numerusform>%Ln Mitglied.</numerusform>
            <numerusform>%Ln Mitglieder.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) kept for its members.</source>
        <translation>
            <numerusform>%Ln Nachricht für die Mitglieder aufbewahrt.</numerusform>
            <numerusform>%Ln Nachrichten für die Mitglieder aufbewahrt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s).</source>
        <translation>
            <numerusform>%Ln Datei.</numerusform>
            <numerusform>%Ln Dateien.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of files.</source>
        <translation>%1 an Dateien.</translation>
    </message>
    <message>
        <source>Nothing else is affected.</source>
        <translation>Sonst ist nichts betroffen.</translation>
    </message>
</context>
<context>
    <name>tacet::EnrolmentLinkDialog</name>
    <message>
        <source>Invite somebody</source>
        <translation>Jemanden einladen</translation>
    </message>
    <message>
        <source>A link lets one person into the workspace, once. Give it only to that person: in person, or over a channel you trust.</source>
        <translation>Ein Link lässt eine Person in den Arbeitsbereich, ein einziges Mal. Gib ihn nur dieser Person: persönlich oder auf einem Weg, dem du vertraust.</translation>
    </message>
    <message>
        <source>How long the link works</source>
        <translation>Wie lange der Link gilt</translation>
    </message>
    <message>
        <source>Works for 1 hour</source>
        <translation>Gilt 1 Stunde</translation>
    </message>
    <message>
        <source>Works for 1 day</source>
        <translation>Gilt 1 Tag</translation>
    </message>
    <message>
        <source>Make a link</source>
        <translation>Link erzeugen</translation>
    </message>
    <message>
        <source>QR code of the link</source>
        <translation>QR-Code des Links</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Copy the link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Copy the QR code</source>
        <translation>QR-Code kopieren</translation>
    </message>
    <message>
        <source>The time of this link is over.</source>
        <translation>Dieser Link ist abgelaufen.</translation>
    </message>
    <message numerus="yes">
        <source>Works once, for %Ln more minute(s), until %1.</source>
        <translation>
            <numerusform>Gilt einmal, noch %Ln Minute, bis %1.</numerusform>
            <numerusform>Gilt einmal, noch %Ln Minuten, bis %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::EnrolmentPage</name>
    <message>
        <source>Links and codes that let a person or a device in, once each. The secret part of a link is not kept: only its fingerprint stands here.</source>
        <translation>Links und Codes, die je einmal eine Person oder ein Gerät einlassen. Der geheime Teil eines Links wird nicht aufbewahrt: Hier steht nur sein Fingerabdruck.</translation>
    </message>
    <message>
        <source>Invite somebody …</source>
        <translation>Jemanden einladen …</translation>
    </message>
    <message>
        <source>Revoke …</source>
        <translation>Widerrufen …</translation>
    </message>
    <message>
        <source>Revoke this link</source>
        <translation>Diesen Link widerrufen</translation>
    </message>
    <message>
        <source>Nobody can come in with it any more.</source>
        <translation>Niemand kann mehr damit hereinkommen.</translation>
    </message>
    <message>
        <source>This cannot be taken back; a new link can be made.</source>
        <translation>Das lässt sich nicht rückgängig machen; ein neuer Link lässt sich erstellen.</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Widerrufen</translation>
    </message>
    <message>
        <source>The link is revoked.</source>
        <translation>Der Link ist widerrufen.</translation>
    </message>
</context>
<context>
    <name>tacet::ErrorText</name>
    <message>
        <source>Nothing was changed.</source>
        <translation>Es wurde nichts verändert.</translation>
    </message>
    <message>
        <source>Your messages are safe on this computer.</source>
        <translation>Deine Nachrichten sind auf diesem Computer sicher.</translation>
    </message>
    <message>
        <source>The workspace cannot be reached.</source>
        <translation>Der Arbeitsbereich ist nicht erreichbar.</translation>
    </message>
    <message>
        <source>You can read and write; what you send waits on this computer.</source>
        <translation>Du kannst lesen und schreiben; was du sendest, wartet auf diesem Computer.</translation>
    </message>
    <message>
        <source>Check the network. Tacet tries again by itself.</source>
        <translation>Prüfe das Netz. Tacet versucht es von selbst wieder.</translation>
    </message>
    <message>
        <source>The workspace did not answer in time.</source>
        <translation>Der Arbeitsbereich hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>Tacet tries again by itself.</source>
        <translation>Tacet versucht es von selbst wieder.</translation>
    </message>
    <message>
        <source>The workspace refused this device.</source>
        <translation>Der Arbeitsbereich hat dieses Gerät abgewiesen.</translation>
    </message>
    <message>
        <source>Ask whoever runs the workspace whether this device was removed.</source>
        <translation>Frage, wer den Arbeitsbereich betreibt, ob dieses Gerät entfernt wurde.</translation>
    </message>
    <message>
        <source>That was too much in too short a time.</source>
        <translation>Das war zu viel in zu kurzer Zeit.</translation>
    </message>
    <message>
        <source>Wait a minute and try again.</source>
        <translation>Warte eine Minute und versuche es erneut.</translation>
    </message>
    <message>
        <source>The space set aside for this is used up.</source>
        <translation>Der dafür vorgesehene Platz ist aufgebraucht.</translation>
    </message>
    <message>
        <source>Ask whoever runs the workspace for more space.</source>
        <translation>Bitte um mehr Platz, wer den Arbeitsbereich betreibt.</translation>
    </message>
    <message>
        <source>The workspace&apos;s PostgreSQL is too old for Tacet.</source>
        <translation>Das PostgreSQL des Arbeitsbereichs ist zu alt für Tacet.</translation>
    </message>
    <message>
        <source>Ask whoever runs the workspace to update PostgreSQL to 17.10 or newer.</source>
        <translation>Bitte darum, PostgreSQL auf 17.10 oder neuer zu aktualisieren.</translation>
    </message>
    <message>
        <source>This was made by a newer Tacet.</source>
        <translation>Das stammt von einem neueren Tacet.</translation>
    </message>
    <message>
        <source>Update Tacet on this computer.</source>
        <translation>Aktualisiere Tacet auf diesem Computer.</translation>
    </message>
    <message>
        <source>The workspace is older than this Tacet.</source>
        <translation>Der Arbeitsbereich ist älter als dieses Tacet.</translation>
    </message>
    <message>
        <source>Ask whoever runs the workspace to bring it up to date.</source>
        <translation>Bitte darum, den Arbeitsbereich auf den neuen Stand zu bringen.</translation>
    </message>
    <message>
        <source>The workspace&apos;s tables are not what Tacet made.</source>
        <translation>Die Tabellen des Arbeitsbereichs sind nicht mehr so, wie Tacet sie angelegt hat.</translation>
    </message>
    <message>
        <source>Ask whoever runs the workspace to restore them before you go on.</source>
        <translation>Bitte darum, sie wiederherzustellen, bevor du weitermachst.</translation>
    </message>
    <message>
        <source>The data on this computer is damaged.</source>
        <translation>Die Daten auf diesem Computer sind beschädigt.</translation>
    </message>
    <message>
        <source>Tacet opened nothing and overwrote nothing.</source>
        <translation>Tacet hat nichts geöffnet und nichts überschrieben.</translation>
    </message>
    <message>
        <source>Restore the profile&apos;s folder from a backup, or join again with a new link.</source>
        <translation>Stelle den Profilordner aus einer Sicherung wieder her oder tritt mit einem neuen Link erneut bei.</translation>
    </message>
    <message>
        <source>This is not the passphrase.</source>
        <translation>Das ist nicht die Passphrase.</translation>
    </message>
    <message>
        <source>Try again; look out for Caps Lock and the keyboard&apos;s language.</source>
        <translation>Versuche es noch einmal; achte auf die Feststelltaste und die Tastatursprache.</translation>
    </message>
    <message>
        <source>Another Tacet has this profile open.</source>
        <translation>Ein anderes Tacet hat dieses Profil geöffnet.</translation>
    </message>
    <message>
        <source>Use that window, or close it and try again.</source>
        <translation>Nutze jenes Fenster, oder schließe es und versuche es erneut.</translation>
    </message>
    <message>
        <source>There is an account in this profile already.</source>
        <translation>In diesem Profil gibt es schon ein Konto.</translation>
    </message>
    <message>
        <source>Tacet never writes over an account.</source>
        <translation>Tacet überschreibt niemals ein Konto.</translation>
    </message>
    <message>
        <source>Unlock it, or start Tacet with another profile folder.</source>
        <translation>Entsperre es, oder starte Tacet mit einem anderen Profilordner.</translation>
    </message>
    <message>
        <source>Tacet is locked.</source>
        <translation>Tacet ist gesperrt.</translation>
    </message>
    <message>
        <source>Unlock it and try again.</source>
        <translation>Entsperre es und versuche es erneut.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>Der Datenträger ist voll.</translation>
    </message>
    <message>
        <source>What is stored already is safe.</source>
        <translation>Was schon gespeichert ist, ist sicher.</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>Schaffe Platz und versuche es erneut.</translation>
    </message>
    <message>
        <source>A file could not be read or written.</source>
        <translation>Eine Datei konnte nicht gelesen oder geschrieben werden.</translation>
    </message>
    <message>
        <source>Check that the profile&apos;s folder is yours and the disk works, then try again.</source>
        <translation>Prüfe, ob der Profilordner dir gehört und der Datenträger in Ordnung ist, und versuche es erneut.</translation>
    </message>
    <message>
        <source>This does not exist, or you may not see it.</source>
        <translation>Das gibt es nicht, oder du darfst es nicht sehen.</translation>
    </message>
    <message>
        <source>Check the spelling, or ask the person you look for.</source>
        <translation>Prüfe die Schreibweise, oder frage die gesuchte Person.</translation>
    </message>
    <message>
        <source>Somebody changed this at the same time.</source>
        <translation>Jemand hat dies gleichzeitig geändert.</translation>
    </message>
    <message>
        <source>Look at the new state and try again.</source>
        <translation>Sieh dir den neuen Stand an und versuche es erneut.</translation>
    </message>
    <message>
        <source>A signature or a key does not fit.</source>
        <translation>Eine Signatur oder ein Schlüssel passt nicht.</translation>
    </message>
    <message>
        <source>Tacet did not trust it, and sent nothing.</source>
        <translation>Tacet hat dem nicht vertraut und nichts gesendet.</translation>
    </message>
    <message>
        <source>If it happens again, compare safety numbers with this person.</source>
        <translation>Falls es wieder geschieht, vergleiche die Sicherheitsnummer mit dieser Person.</translation>
    </message>
    <message>
        <source>This person&apos;s safety number has changed.</source>
        <translation>Die Sicherheitsnummer dieser Person hat sich geändert.</translation>
    </message>
    <message>
        <source>Nothing is sent until you decide.</source>
        <translation>Bis du entscheidest, wird nichts gesendet.</translation>
    </message>
    <message>
        <source>Compare the new number with the person, then accept it.</source>
        <translation>Vergleiche die neue Nummer mit der Person und nimm sie dann an.</translation>
    </message>
    <message>
        <source>This person has no device that can receive.</source>
        <translation>Diese Person hat kein Gerät, das empfangen kann.</translation>
    </message>
    <message>
        <source>Ask the person to open Tacet once.</source>
        <translation>Bitte die Person, Tacet einmal zu öffnen.</translation>
    </message>
    <message>
        <source>This link was used already, or its time is over.</source>
        <translation>Dieser Link wurde schon benutzt oder ist abgelaufen.</translation>
    </message>
    <message>
        <source>Ask for a new link.</source>
        <translation>Bitte um einen neuen Link.</translation>
    </message>
    <message>
        <source>Somebody else has this user name.</source>
        <translation>Jemand anderes hat diesen Benutzernamen.</translation>
    </message>
    <message>
        <source>Your link can still be used.</source>
        <translation>Dein Link gilt weiterhin.</translation>
    </message>
    <message>
        <source>Choose another user name.</source>
        <translation>Wähle einen anderen Benutzernamen.</translation>
    </message>
    <message>
        <source>One of you has blocked the other.</source>
        <translation>Einer von euch hat den anderen blockiert.</translation>
    </message>
    <message>
        <source>Nothing was sent.</source>
        <translation>Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>If it was you, unblock the person first.</source>
        <translation>Falls du es warst, hebe die Blockierung zuerst auf.</translation>
    </message>
    <message>
        <source>You stopped this.</source>
        <translation>Du hast dies abgebrochen.</translation>
    </message>
    <message>
        <source>Start again whenever you like.</source>
        <translation>Du kannst jederzeit neu beginnen.</translation>
    </message>
    <message>
        <source>What was entered cannot be used.</source>
        <translation>Die Eingabe lässt sich nicht verwenden.</translation>
    </message>
    <message>
        <source>Correct it and try again.</source>
        <translation>Berichtige sie und versuche es erneut.</translation>
    </message>
    <message>
        <source>Something inside Tacet went wrong.</source>
        <translation>In Tacet ist etwas schiefgegangen.</translation>
    </message>
    <message>
        <source>Try again. If it stays, please report it with the steps that led here.</source>
        <translation>Versuche es erneut. Bleibt es dabei, melde es bitte mit den Schritten, die hierher führten.</translation>
    </message>
    <message>
        <source>Not sent: one of you has blocked the other</source>
        <translation>Nicht gesendet: Einer von euch hat den anderen blockiert</translation>
    </message>
    <message>
        <source>Not sent: the safety number has changed</source>
        <translation>Nicht gesendet: Die Sicherheitsnummer hat sich geändert</translation>
    </message>
    <message>
        <source>Not sent: no device can receive it</source>
        <translation>Nicht gesendet: Kein Gerät kann sie empfangen</translation>
    </message>
    <message>
        <source>Not sent: the space is used up</source>
        <translation>Nicht gesendet: Der Platz ist aufgebraucht</translation>
    </message>
    <message>
        <source>Not sent: a key does not fit</source>
        <translation>Nicht gesendet: Ein Schlüssel passt nicht</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Nicht gesendet</translation>
    </message>
    <message>
        <source>The workspace is closed at the moment.</source>
        <translation>Der Arbeitsbereich ist zurzeit geschlossen.</translation>
    </message>
    <message>
        <source>Ask whoever runs the workspace when it opens again. Tacet tries again by itself.</source>
        <translation>Frage, wer den Arbeitsbereich betreibt, wann er wieder öffnet. Tacet versucht es von selbst erneut.</translation>
    </message>
    <message>
        <source>Your role in this chat does not allow that.</source>
        <translation>Deine Rolle in diesem Chat erlaubt das nicht.</translation>
    </message>
    <message>
        <source>Ask an owner or an administrator of the chat.</source>
        <translation>Frag jemanden, dem der Chat gehört oder der ihn verwaltet.</translation>
    </message>
    <message>
        <source>This chat has slow mode.</source>
        <translation>In diesem Chat gilt der langsame Modus.</translation>
    </message>
    <message>
        <source>Your message is kept and is sent later.</source>
        <translation>Deine Nachricht bleibt erhalten und wird später gesendet.</translation>
    </message>
    <message>
        <source>Wait a moment.</source>
        <translation>Warte einen Moment.</translation>
    </message>
    <message>
        <source>Not sent: your role does not allow it</source>
        <translation>Nicht gesendet: Deine Rolle erlaubt es nicht</translation>
    </message>
    <message>
        <source>The code is wrong, was used before or is too old.</source>
        <translation>Der Code ist falsch, wurde schon benutzt oder ist zu alt.</translation>
    </message>
    <message>
        <source>Give the one that the authenticator shows now, or a recovery code.</source>
        <translation>Gib den ein, den die Authenticator-App jetzt zeigt, oder einen Wiederherstellungscode.</translation>
    </message>
    <message>
        <source>Too many codes were wrong.</source>
        <translation>Zu viele Codes waren falsch.</translation>
    </message>
    <message>
        <source>Signing in is locked for 15 minutes.</source>
        <translation>Die Anmeldung ist 15 Minuten lang gesperrt.</translation>
    </message>
    <message>
        <source>Wait and try again.</source>
        <translation>Warte und versuche es dann noch einmal.</translation>
    </message>
    <message>
        <source>This is not the account&apos;s recovery phrase.</source>
        <translation>Das ist nicht die Wiederherstellungsphrase des Kontos.</translation>
    </message>
    <message>
        <source>Look whether there is a newer one: only the newest counts.</source>
        <translation>Sieh nach, ob es eine neuere gibt: Nur die neueste gilt.</translation>
    </message>
    <message>
        <source>The account has no recovery phrase.</source>
        <translation>Das Konto hat keine Wiederherstellungsphrase.</translation>
    </message>
    <message>
        <source>Without it no other computer can get the account&apos;s keys.</source>
        <translation>Ohne sie kann kein anderer Computer die Schlüssel des Kontos bekommen.</translation>
    </message>
    <message>
        <source>Make one on a computer that has the account.</source>
        <translation>Erstelle eine auf einem Computer, der das Konto hat.</translation>
    </message>
    <message>
        <source>The administration has ended because nobody used it for a while.</source>
        <translation>Die Verwaltung ist beendet, weil sie eine Weile niemand benutzt hat.</translation>
    </message>
    <message>
        <source>Unlock it again with your passphrase.</source>
        <translation>Öffne sie wieder mit deiner Passphrase.</translation>
    </message>
    <message>
        <source>You are not an administrator of this workspace, or no longer one.</source>
        <translation>Du verwaltest diesen Arbeitsbereich nicht oder nicht mehr.</translation>
    </message>
    <message>
        <source>Ask the owner of the workspace.</source>
        <translation>Frag, wem der Arbeitsbereich gehört.</translation>
    </message>
</context>
<context>
    <name>tacet::FigureCard</name>
    <message>
        <source>%1: %2. %3</source>
        <comment>title, figure and sentence of a card</comment>
        <translation>%1: %2. %3</translation>
    </message>
</context>
<context>
    <name>tacet::FilterBar</name>
    <message>
        <source>Clear all</source>
        <translation>Alle entfernen</translation>
    </message>
    <message>
        <source>Remove this filter</source>
        <translation>Diesen Filter entfernen</translation>
    </message>
    <message>
        <source>Filter: %1. Press to remove it.</source>
        <translation>Filter: %1. Drücken, um ihn zu entfernen.</translation>
    </message>
</context>
<context>
    <name>tacet::FilterEditor</name>
    <message>
        <source>Add filter</source>
        <translation>Filter hinzufügen</translation>
    </message>
    <message>
        <source>Add a filter</source>
        <translation>Filter hinzufügen</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Bedingung</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>Percent, such as 80</source>
        <translation>Prozent, etwa 80</translation>
    </message>
    <message>
        <source>Number of bytes</source>
        <translation>Anzahl der Bytes</translation>
    </message>
</context>
<context>
    <name>tacet::GrantsPage</name>
    <message>
        <source>Rights that somebody has beyond the role, until a day.</source>
        <translation>Rechte, die jemand über die Rolle hinaus hat, bis zu einem Tag.</translation>
    </message>
    <message>
        <source>Take away …</source>
        <translation>Wegnehmen …</translation>
    </message>
    <message>
        <source>Take a right from %1</source>
        <translation>%1 ein Recht wegnehmen</translation>
    </message>
    <message>
        <source>The person may no longer do this: %1.</source>
        <translation>Die Person darf das nicht mehr: %1.</translation>
    </message>
    <message>
        <source>The right can be given again.</source>
        <translation>Das Recht lässt sich wieder geben.</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>Wegnehmen</translation>
    </message>
    <message>
        <source>The right is taken away.</source>
        <translation>Das Recht ist weggenommen.</translation>
    </message>
</context>
<context>
    <name>tacet::GroupController</name>
    <message>
        <source>Leave</source>
        <translation>Verlassen</translation>
    </message>
    <message>
        <source>Leave %1?</source>
        <translation>%1 verlassen?</translation>
    </message>
    <message>
        <source>What is written afterwards you cannot read. To come back you need to be let in again.</source>
        <translation>Was danach geschrieben wird, kannst du nicht lesen. Um zurückzukommen, musst du wieder eingelassen werden.</translation>
    </message>
</context>
<context>
    <name>tacet::GroupDialog</name>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>Invites</source>
        <translation>Einladungen</translation>
    </message>
    <message>
        <source>Keys and leaving</source>
        <translation>Schlüssel und Verlassen</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Invites (%1)</source>
        <translation>Einladungen (%1)</translation>
    </message>
    <message numerus="yes">
        <source>Invites. %Ln person(s) ask(s) to join.</source>
        <translation>
            <numerusform>Einladungen. %Ln Person bittet um Einlass.</numerusform>
            <numerusform>Einladungen. %Ln Personen bitten um Einlass.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::GroupInviteDialog</name>
    <message>
        <source>Invite by code or link</source>
        <translation>Mit Code oder Link einladen</translation>
    </message>
    <message>
        <source>Invite into %1</source>
        <translation>In %1 einladen</translation>
    </message>
    <message>
        <source>Link, or 20 characters</source>
        <translation>Link oder 20 Zeichen</translation>
    </message>
    <message>
        <source>Code of 8 characters</source>
        <translation>Code aus 8 Zeichen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln person(s)</source>
        <translation>
            <numerusform>%Ln Person</numerusform>
            <numerusform>%Ln Personen</numerusform>
        </translation>
    </message>
    <message>
        <source>Ask me before anybody is let in</source>
        <translation>Fragen, bevor jemand eingelassen wird</translation>
    </message>
    <message>
        <source>Make the invite</source>
        <translation>Einladung erstellen</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Works for</source>
        <translation>Gilt für</translation>
    </message>
    <message>
        <source>Lets in</source>
        <translation>Lässt ein</translation>
    </message>
    <message>
        <source>As</source>
        <translation>Als</translation>
    </message>
    <message>
        <source>QR code of the link</source>
        <translation>QR-Code des Links</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Copy the code</source>
        <translation>Code kopieren</translation>
    </message>
    <message>
        <source>Copy the QR code</source>
        <translation>QR-Code kopieren</translation>
    </message>
    <message>
        <source>Copy the link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>This is shown only once. It cannot be looked up later.</source>
        <translation>Das wird nur einmal gezeigt. Später lässt es sich nicht nachsehen.</translation>
    </message>
    <message>
        <source>A code is easy to say. Whoever types it asks to be let in; somebody who manages the members decides.</source>
        <translation>Ein Code lässt sich leicht ansagen. Wer ihn eingibt, bittet um Einlass; wer die Mitglieder verwaltet, entscheidet.</translation>
    </message>
    <message>
        <source>Whoever has the link asks to be let in; somebody who manages the members decides.</source>
        <translation>Wer den Link hat, bittet um Einlass; wer die Mitglieder verwaltet, entscheidet.</translation>
    </message>
    <message>
        <source>Whoever has the link is in at once and can read. Give it only to those people.</source>
        <translation>Wer den Link hat, ist sofort dabei und kann lesen. Gib ihn nur den Gemeinten.</translation>
    </message>
    <message>
        <source>Works until %1.</source>
        <translation>Gilt bis %1.</translation>
    </message>
</context>
<context>
    <name>tacet::GroupInvitesPage</name>
    <message>
        <source>Invites</source>
        <translation>Einladungen</translation>
    </message>
    <message>
        <source>People who ask to join</source>
        <translation>Personen, die beitreten möchten</translation>
    </message>
    <message>
        <source>Let in</source>
        <translation>Einlassen</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>These people ask to join</source>
        <translation>Diese Personen möchten beitreten</translation>
    </message>
    <message>
        <source>Codes and links</source>
        <translation>Codes und Links</translation>
    </message>
    <message>
        <source>No open invites</source>
        <translation>Keine offenen Einladungen</translation>
    </message>
    <message>
        <source>A code asks you first; a link lets people in at once.</source>
        <translation>Bei einem Code wirst du erst gefragt; ein Link lässt sofort ein.</translation>
    </message>
    <message>
        <source>Make an invite</source>
        <translation>Einladung erstellen</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>Zurückziehen</translation>
    </message>
    <message>
        <source>New invite …</source>
        <translation>Neue Einladung …</translation>
    </message>
</context>
<context>
    <name>tacet::GroupLeavePage</name>
    <message>
        <source>Keys and leaving</source>
        <translation>Schlüssel und Verlassen</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Renew the keys</source>
        <translation>Schlüssel erneuern</translation>
    </message>
    <message>
        <source>Pass the ownership on</source>
        <translation>Inhaberschaft weitergeben</translation>
    </message>
    <message>
        <source>The new owner may do everything here. You become an admin, and can leave.</source>
        <translation>Wem der Chat dann gehört, darf hier alles. Du wirst Admin und kannst gehen.</translation>
    </message>
    <message>
        <source>New owner</source>
        <translation>Neue Inhaberin oder neuer Inhaber</translation>
    </message>
    <message>
        <source>Make owner …</source>
        <translation>Übergeben …</translation>
    </message>
    <message>
        <source>The end</source>
        <translation>Das Ende</translation>
    </message>
    <message>
        <source>Keys of generation %1, made %2 ago.</source>
        <translation>Schlüssel der Generation %1, erstellt vor %2.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln device(s) still lack them.</source>
        <translation>
            <numerusform>%Ln Gerät hat sie noch nicht.</numerusform>
            <numerusform>%Ln Geräte haben sie noch nicht.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %Ln device(s) of the members have them.</source>
        <translation>
            <numerusform>Das eine Gerät der Mitglieder hat sie.</numerusform>
            <numerusform>Alle %Ln Geräte der Mitglieder haben sie.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s) on this computer wait for a key.</source>
        <translation>
            <numerusform>%Ln Nachricht auf diesem Computer wartet auf einen Schlüssel.</numerusform>
            <numerusform>%Ln Nachrichten auf diesem Computer warten auf einen Schlüssel.</numerusform>
        </translation>
    </message>
    <message>
        <source>Leave the channel …</source>
        <translation>Kanal verlassen …</translation>
    </message>
    <message>
        <source>Leave the group …</source>
        <translation>Gruppe verlassen …</translation>
    </message>
    <message>
        <source>Dissolve the channel …</source>
        <translation>Kanal auflösen …</translation>
    </message>
    <message>
        <source>Dissolve the group …</source>
        <translation>Gruppe auflösen …</translation>
    </message>
    <message>
        <source>Dissolving ends the chat for everybody and deletes what the database holds of it.</source>
        <translation>Auflösen beendet den Chat für alle und löscht, was die Datenbank davon hat.</translation>
    </message>
    <message>
        <source>Whoever leaves no longer reads what is written afterwards.</source>
        <translation>Wer geht, liest nicht mehr, was danach geschrieben wird.</translation>
    </message>
    <message>
        <source>Make %1 the owner?</source>
        <translation>Soll der Chat %1 gehören?</translation>
    </message>
    <message>
        <source>Only the new owner can give the ownership back.</source>
        <translation>Zurückgeben kann das dann nur diese Person.</translation>
    </message>
    <message>
        <source>Make owner</source>
        <translation>Übergeben</translation>
    </message>
    <message>
        <source>Dissolve the channel</source>
        <translation>Kanal auflösen</translation>
    </message>
    <message>
        <source>Dissolve the group</source>
        <translation>Gruppe auflösen</translation>
    </message>
    <message numerus="yes">
        <source>The chat ends for all %Ln member(s). Its messages and threads are deleted from the database. This cannot be undone.</source>
        <translation>
            <numerusform>Der Chat endet für sein einziges Mitglied. Nachrichten und Themen werden aus der Datenbank gelöscht. Das lässt sich nicht rückgängig machen.</numerusform>
            <numerusform>Der Chat endet für alle %Ln Mitglieder. Nachrichten und Themen werden aus der Datenbank gelöscht. Das lässt sich nicht rückgängig machen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Dissolve for everybody</source>
        <translation>Für alle auflösen</translation>
    </message>
</context>
<context>
    <name>tacet::GroupMembersPage</name>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>Search members</source>
        <translation>Mitglieder suchen</translation>
    </message>
    <message>
        <source>Which role</source>
        <translation>Welche Rolle</translation>
    </message>
    <message>
        <source>All roles</source>
        <translation>Alle Rollen</translation>
    </message>
    <message>
        <source>Add people …</source>
        <translation>Hinzufügen …</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>Stumm schalten</translation>
    </message>
    <message>
        <source>Remove …</source>
        <translation>Entfernen …</translation>
    </message>
    <message>
        <source>Nobody by that name</source>
        <translation>Niemand mit diesem Namen</translation>
    </message>
    <message>
        <source>No member fits what is typed and chosen.</source>
        <translation>Kein Mitglied passt zu Eingabe und Auswahl.</translation>
    </message>
    <message>
        <source>The readers are not shown</source>
        <translation>Die Lesenden werden nicht gezeigt</translation>
    </message>
    <message>
        <source>This channel shows its readers only to those who manage it.</source>
        <translation>Dieser Kanal zeigt seine Lesenden nur denen, die ihn verwalten.</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Du</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a name, then what the person may do</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>For %1</source>
        <translation>Für %1</translation>
    </message>
    <message>
        <source>Let write again</source>
        <translation>Wieder schreiben lassen</translation>
    </message>
    <message>
        <source>Remove a member</source>
        <translation>Mitglied entfernen</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>%1 entfernen?</translation>
    </message>
    <message>
        <source>What is written from now on, this person cannot read. What was received before stays on the person&apos;s computer.</source>
        <translation>Was ab jetzt geschrieben wird, kann diese Person nicht lesen. Was sie schon erhalten hat, bleibt auf ihrem Computer.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>tacet::GroupRolesPage</name>
    <message>
        <source>No colour</source>
        <translation>Keine Farbe</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <source>Brown</source>
        <translation>Braun</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>Jade</source>
        <translation>Jade</translation>
    </message>
    <message>
        <source>Teal</source>
        <translation>Petrol</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>Violett</translation>
    </message>
    <message>
        <source>Pink</source>
        <translation>Pink</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>Rollen</translation>
    </message>
    <message>
        <source>New role</source>
        <translation>Neue Rolle</translation>
    </message>
    <message>
        <source>Name of the role</source>
        <translation>Name der Rolle</translation>
    </message>
    <message>
        <source>Remove the role</source>
        <translation>Rolle entfernen</translation>
    </message>
    <message>
        <source>Save role</source>
        <translation>Rolle speichern</translation>
    </message>
</context>
<context>
    <name>tacet::GroupSettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Only admins may write messages</source>
        <translation>Nur Admins dürfen Nachrichten schreiben</translation>
    </message>
    <message>
        <source>Save changes</source>
        <translation>Änderungen speichern</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Visibility</source>
        <translation>Sichtbarkeit</translation>
    </message>
    <message>
        <source>Slow mode</source>
        <translation>Langsamer Modus</translation>
    </message>
    <message>
        <source>Disappearing messages</source>
        <translation>Verschwindende Nachrichten</translation>
    </message>
    <message>
        <source>Newcomers read</source>
        <translation>Neue lesen</translation>
    </message>
    <message>
        <source>Most members</source>
        <translation>Höchstens Mitglieder</translation>
    </message>
</context>
<context>
    <name>tacet::GroupWords</name>
    <message numerus="yes">
        <source>%Ln week(s)</source>
        <translation>
            <numerusform>%Ln Woche</numerusform>
            <numerusform>%Ln Wochen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln day(s)</source>
        <translation>
            <numerusform>%Ln Tag</numerusform>
            <numerusform>%Ln Tage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hour(s)</source>
        <translation>
            <numerusform>%Ln Stunde</numerusform>
            <numerusform>%Ln Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s)</source>
        <translation>
            <numerusform>%Ln Minute</numerusform>
            <numerusform>%Ln Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln second(s)</source>
        <translation>
            <numerusform>%Ln Sekunde</numerusform>
            <numerusform>%Ln Sekunden</numerusform>
        </translation>
    </message>
    <message>
        <source>You made this chat.</source>
        <translation>Du hast diesen Chat erstellt.</translation>
    </message>
    <message>
        <source>You added %1.</source>
        <translation>Du hast %1 hinzugefügt.</translation>
    </message>
    <message>
        <source>You removed %1.</source>
        <translation>Du hast %1 entfernt.</translation>
    </message>
    <message>
        <source>You changed the role of %1.</source>
        <translation>Du hast die Rolle von %1 geändert.</translation>
    </message>
    <message>
        <source>You gave %1 the role “%2”.</source>
        <translation>Du hast %1 die Rolle „%2“ gegeben.</translation>
    </message>
    <message>
        <source>You named this chat “%1”.</source>
        <translation>Du hast diesen Chat „%1“ genannt.</translation>
    </message>
    <message>
        <source>You changed the settings.</source>
        <translation>Du hast die Einstellungen geändert.</translation>
    </message>
    <message>
        <source>You set messages to disappear after %1.</source>
        <translation>Du lässt Nachrichten nach %1 verschwinden.</translation>
    </message>
    <message>
        <source>You turned disappearing messages off.</source>
        <translation>Du lässt Nachrichten nicht mehr verschwinden.</translation>
    </message>
    <message>
        <source>You muted %1.</source>
        <translation>Du hast %1 stumm geschaltet.</translation>
    </message>
    <message>
        <source>You dissolved this chat.</source>
        <translation>Du hast diesen Chat aufgelöst.</translation>
    </message>
    <message>
        <source>%1 added you.</source>
        <translation>%1 hat dich hinzugefügt.</translation>
    </message>
    <message>
        <source>You joined.</source>
        <translation>Du bist beigetreten.</translation>
    </message>
    <message>
        <source>You left.</source>
        <translation>Du bist gegangen.</translation>
    </message>
    <message>
        <source>%1 removed you.</source>
        <translation>%1 hat dich entfernt.</translation>
    </message>
    <message>
        <source>%1 changed your role.</source>
        <translation>%1 hat deine Rolle geändert.</translation>
    </message>
    <message>
        <source>%1 gave you the role “%2”.</source>
        <translation>%1 hat dir die Rolle „%2“ gegeben.</translation>
    </message>
    <message>
        <source>You are the owner now.</source>
        <translation>Der Chat gehört jetzt dir.</translation>
    </message>
    <message>
        <source>%1 muted you.</source>
        <translation>%1 hat dich stumm geschaltet.</translation>
    </message>
    <message>
        <source>%1 made this chat.</source>
        <translation>%1 hat diesen Chat erstellt.</translation>
    </message>
    <message>
        <source>%1 added %2.</source>
        <translation>%1 hat %2 hinzugefügt.</translation>
    </message>
    <message>
        <source>%1 joined.</source>
        <translation>%1 ist beigetreten.</translation>
    </message>
    <message>
        <source>%1 left.</source>
        <translation>%1 ist gegangen.</translation>
    </message>
    <message>
        <source>%1 removed %2.</source>
        <translation>%1 hat %2 entfernt.</translation>
    </message>
    <message>
        <source>%1 changed the role of %2.</source>
        <translation>%1 hat die Rolle von %2 geändert.</translation>
    </message>
    <message>
        <source>%1 gave %2 the role “%3”.</source>
        <translation>%1 hat %2 die Rolle „%3“ gegeben.</translation>
    </message>
    <message>
        <source>%1 is the owner now.</source>
        <translation>Der Chat gehört jetzt %1.</translation>
    </message>
    <message>
        <source>%1 named this chat “%2”.</source>
        <translation>%1 hat diesen Chat „%2“ genannt.</translation>
    </message>
    <message>
        <source>%1 changed the settings.</source>
        <translation>%1 hat die Einstellungen geändert.</translation>
    </message>
    <message>
        <source>%1 set messages to disappear after %2.</source>
        <translation>%1 lässt Nachrichten nach %2 verschwinden.</translation>
    </message>
    <message>
        <source>%1 turned disappearing messages off.</source>
        <translation>%1 lässt Nachrichten nicht mehr verschwinden.</translation>
    </message>
    <message>
        <source>%1 muted %2.</source>
        <translation>%1 hat %2 stumm geschaltet.</translation>
    </message>
    <message>
        <source>%1 dissolved this chat.</source>
        <translation>%1 hat diesen Chat aufgelöst.</translation>
    </message>
    <message>
        <source>change the chat&apos;s settings</source>
        <comment>after “May”</comment>
        <translation>die Einstellungen des Chats ändern</translation>
    </message>
    <message>
        <source>add and remove people</source>
        <comment>after “May”</comment>
        <translation>Personen hinzufügen und entfernen</translation>
    </message>
    <message>
        <source>give and change roles</source>
        <comment>after “May”</comment>
        <translation>Rollen vergeben und ändern</translation>
    </message>
    <message>
        <source>write messages</source>
        <comment>after “May”</comment>
        <translation>Nachrichten schreiben</translation>
    </message>
    <message>
        <source>delete what others wrote</source>
        <comment>after “May”</comment>
        <translation>löschen, was andere geschrieben haben</translation>
    </message>
    <message>
        <source>pin messages and threads</source>
        <comment>after “May”</comment>
        <translation>Nachrichten und Themen anheften</translation>
    </message>
    <message>
        <source>start threads</source>
        <comment>after “May”</comment>
        <translation>Themen beginnen</translation>
    </message>
    <message>
        <source>send files</source>
        <comment>after “May”</comment>
        <translation>Dateien senden</translation>
    </message>
    <message>
        <source>The key of this message has not arrived for %1. Tacet asks for it by itself.</source>
        <translation>Der Schlüssel dieser Nachricht fehlt seit %1. Tacet bittet von selbst darum.</translation>
    </message>
    <message>
        <source>The key of this message has been missing for %1. It was asked for %2 ago; it comes when somebody who has it is online.</source>
        <translation>Der Schlüssel dieser Nachricht fehlt seit %1. Vor %2 wurde darum gebeten; er kommt, sobald jemand online ist, der ihn hat.</translation>
    </message>
    <message>
        <source>The key of this message has been missing for %1 and is asked for.</source>
        <translation>Der Schlüssel dieser Nachricht fehlt seit %1; es wird darum gebeten.</translation>
    </message>
    <message>
        <source>This computer has lacked the chat&apos;s key of that time for %1. It comes when somebody who manages the members is online.</source>
        <translation>Diesem Computer fehlt seit %1 der damalige Schlüssel des Chats. Er kommt, sobald jemand online ist, der die Mitglieder verwaltet.</translation>
    </message>
    <message>
        <source>Written before you joined. This chat does not share its past.</source>
        <translation>Geschrieben, bevor du dazukamst. Dieser Chat teilt seine Vergangenheit nicht.</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Inhaber/in</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>Admin</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>Mitglied</translation>
    </message>
    <message>
        <source>Change the chat&apos;s name, picture and settings</source>
        <translation>Name, Bild und Einstellungen des Chats ändern</translation>
    </message>
    <message>
        <source>Add, admit, mute and remove people</source>
        <translation>Personen hinzufügen, einlassen, stumm schalten und entfernen</translation>
    </message>
    <message>
        <source>Make roles and give them to people</source>
        <translation>Rollen anlegen und vergeben</translation>
    </message>
    <message>
        <source>Write messages</source>
        <translation>Nachrichten schreiben</translation>
    </message>
    <message>
        <source>Delete what others wrote</source>
        <translation>Löschen, was andere geschrieben haben</translation>
    </message>
    <message>
        <source>Pin messages and threads</source>
        <translation>Nachrichten und Themen anheften</translation>
    </message>
    <message>
        <source>Start threads and reply in them</source>
        <translation>Themen beginnen und darin antworten</translation>
    </message>
    <message>
        <source>Send pictures and files</source>
        <translation>Bilder und Dateien senden</translation>
    </message>
    <message>
        <source>May do everything here, and is the only one who can dissolve the chat.</source>
        <translation>Darf hier alles und kann als Einzige den Chat auflösen.</translation>
    </message>
    <message>
        <source>May read, and nothing else.</source>
        <translation>Darf lesen, sonst nichts.</translation>
    </message>
    <message>
        <source>May %1.</source>
        <translation>Darf %1.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln member(s)</source>
        <translation>
            <numerusform>%Ln Mitglied</numerusform>
            <numerusform>%Ln Mitglieder</numerusform>
        </translation>
    </message>
    <message>
        <source>a moment</source>
        <translation>einem Moment</translation>
    </message>
    <message>
        <source>Everything from the start</source>
        <translation>Alles von Anfang an</translation>
    </message>
    <message>
        <source>Nothing from before</source>
        <translation>Nichts von vorher</translation>
    </message>
    <message numerus="yes">
        <source>The last %Ln day(s)</source>
        <translation>
            <numerusform>Den letzten Tag</numerusform>
            <numerusform>Die letzten %Ln Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>Private</source>
        <translation>Privat</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Geheim</translation>
    </message>
    <message>
        <source>Public</source>
        <translation>Öffentlich</translation>
    </message>
    <message>
        <source>People join by a code or a link. Name and messages are encrypted.</source>
        <translation>Beitritt mit Code oder Link. Name und Nachrichten sind verschlüsselt.</translation>
    </message>
    <message>
        <source>People join by a secret link only. Name and messages are encrypted.</source>
        <translation>Beitritt nur mit geheimem Link. Name und Nachrichten sind verschlüsselt.</translation>
    </message>
    <message>
        <source>Everybody in the workspace can find it, join and read. Not confidential.</source>
        <translation>Alle im Arbeitsbereich können ihn finden, beitreten und lesen. Nicht vertraulich.</translation>
    </message>
    <message>
        <source>You have left this channel.</source>
        <translation>Du hast diesen Kanal verlassen.</translation>
    </message>
    <message>
        <source>You have left this group.</source>
        <translation>Du hast diese Gruppe verlassen.</translation>
    </message>
    <message>
        <source>You were removed from this channel.</source>
        <translation>Du wurdest aus diesem Kanal entfernt.</translation>
    </message>
    <message>
        <source>You were removed from this group.</source>
        <translation>Du wurdest aus dieser Gruppe entfernt.</translation>
    </message>
    <message>
        <source>This channel was dissolved.</source>
        <translation>Dieser Kanal wurde aufgelöst.</translation>
    </message>
    <message>
        <source>This group was dissolved.</source>
        <translation>Diese Gruppe wurde aufgelöst.</translation>
    </message>
    <message>
        <source>The record of this chat does not verify. Nothing is sent.</source>
        <translation>Das Protokoll dieses Chats lässt sich nicht bestätigen. Es wird nichts gesendet.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln week(s)</source>
        <comment>in “2 weeks ago”, “after 2 weeks”</comment>
        <translation>
            <numerusform>%Ln Woche</numerusform>
            <numerusform>%Ln Wochen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln day(s)</source>
        <comment>in “2 days ago”, “after 2 days”</comment>
        <translation>
            <numerusform>%Ln Tag</numerusform>
            <numerusform>%Ln Tagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hour(s)</source>
        <comment>in “2 hours ago”, “after 2 hours”</comment>
        <translation>
            <numerusform>%Ln Stunde</numerusform>
            <numerusform>%Ln Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s)</source>
        <comment>in “2 minutes ago”, “after 2 minutes”</comment>
        <translation>
            <numerusform>%Ln Minute</numerusform>
            <numerusform>%Ln Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln second(s)</source>
        <comment>in “2 seconds ago”, “after 2 seconds”</comment>
        <translation>
            <numerusform>%Ln Sekunde</numerusform>
            <numerusform>%Ln Sekunden</numerusform>
        </translation>
    </message>
    <message>
        <source>You were muted here until %1.</source>
        <translation>Du wurdest hier bis %1 stummgeschaltet.</translation>
    </message>
    <message>
        <source>Only those who run this channel write here.</source>
        <translation>Hier schreibt nur, wer diesen Kanal betreibt.</translation>
    </message>
    <message>
        <source>Only some roles write in this group; yours reads.</source>
        <translation>In dieser Gruppe schreiben nur manche Rollen; deine liest.</translation>
    </message>
    <message>
        <source>Slow mode: one message every %1.</source>
        <translation>Langsamer Modus: eine Nachricht je %1.</translation>
    </message>
</context>
<context>
    <name>tacet::InviteListModel</name>
    <message numerus="yes">
        <source>Used %1 of %Ln time(s)</source>
        <translation>
            <numerusform>%1 von %Ln Mal benutzt</numerusform>
            <numerusform>%1 von %Ln Mal benutzt</numerusform>
        </translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>somebody admits the person</source>
        <translation>jemand lässt die Person ein</translation>
    </message>
    <message>
        <source>lets in at once</source>
        <translation>lässt sofort ein</translation>
    </message>
    <message>
        <source>%1 · %2 · %3</source>
        <translation>%1 · %2 · %3</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
</context>
<context>
    <name>tacet::JoinDialog</name>
    <message>
        <source>Join a group or channel</source>
        <translation>Einer Gruppe oder einem Kanal beitreten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Code or link</source>
        <translation>Code oder Link</translation>
    </message>
    <message>
        <source>Paste a link or the picture of one</source>
        <translation>Link oder Bild davon einfügen</translation>
    </message>
    <message>
        <source>By a code or link that somebody gave you</source>
        <translation>Mit einem Code oder Link, den dir jemand gegeben hat</translation>
    </message>
    <message>
        <source>Search public chats</source>
        <translation>Öffentliche Chats suchen</translation>
    </message>
    <message>
        <source>Public chats</source>
        <translation>Öffentliche Chats</translation>
    </message>
    <message>
        <source>Or one that is open to the whole workspace</source>
        <translation>Oder einem, der dem ganzen Arbeitsbereich offensteht</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>somebody there lets you in</source>
        <translation>jemand dort lässt dich ein</translation>
    </message>
    <message>
        <source>you are in at once</source>
        <translation>du bist sofort dabei</translation>
    </message>
    <message>
        <source>The name is shown to members only</source>
        <translation>Den Namen sehen nur Mitglieder</translation>
    </message>
    <message>
        <source>Ask to join</source>
        <translation>Um Einlass bitten</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>Beitreten</translation>
    </message>
    <message>
        <source>You asked to join.</source>
        <translation>Du hast um Einlass gebeten.</translation>
    </message>
    <message>
        <source>The chat appears in your list once somebody there has let you in.</source>
        <translation>Der Chat erscheint in deiner Liste, sobald dich dort jemand eingelassen hat.</translation>
    </message>
    <message>
        <source>No public chats</source>
        <translation>Keine öffentlichen Chats</translation>
    </message>
    <message>
        <source>Nobody has made a chat that is open to the whole workspace.</source>
        <translation>Niemand hat einen Chat erstellt, der dem ganzen Arbeitsbereich offensteht.</translation>
    </message>
    <message>
        <source>No public chat by that name</source>
        <translation>Kein öffentlicher Chat mit diesem Namen</translation>
    </message>
    <message>
        <source>Names are found by their words.</source>
        <translation>Namen werden nach ihren Wörtern gefunden.</translation>
    </message>
</context>
<context>
    <name>tacet::JoinPage</name>
    <message>
        <source>Join a workspace</source>
        <translation>Einem Arbeitsbereich beitreten</translation>
    </message>
    <message>
        <source>Somebody in the workspace gave you a link or its QR code. It works once, and only for a while.</source>
        <translation>Jemand aus dem Arbeitsbereich hat dir einen Link oder dessen QR-Code gegeben. Er gilt einmal und nur für kurze Zeit.</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Link</translation>
    </message>
    <message>
        <source>Your user name</source>
        <translation>Dein Benutzername</translation>
    </message>
    <message>
        <source>3 to 50 letters, digits or underscores. Others find you by it.</source>
        <translation>3 bis 50 Buchstaben, Ziffern oder Unterstriche. Andere finden dich darüber.</translation>
    </message>
    <message>
        <source>Your name (optional)</source>
        <translation>Dein Name (optional)</translation>
    </message>
    <message>
        <source>Join workspace</source>
        <translation>Beitreten</translation>
    </message>
    <message>
        <source>Picture of a QR code …</source>
        <translation>Bild eines QR-Codes …</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Workspace “%1”. The link works until %2.</source>
        <translation>Arbeitsbereich „%1“. Der Link gilt bis %2.</translation>
    </message>
    <message>
        <source>You can also drop the picture of a QR code here.</source>
        <translation>Du kannst auch das Bild eines QR-Codes hierher ziehen.</translation>
    </message>
    <message>
        <source>This is not a whole Tacet link.</source>
        <translation>Das ist kein vollständiger Tacet-Link.</translation>
    </message>
    <message>
        <source>Picture of a QR code</source>
        <translation>Bild eines QR-Codes</translation>
    </message>
    <message>
        <source>Pictures (%1)</source>
        <translation>Bilder (%1)</translation>
    </message>
    <message>
        <source>No link and no QR code was found there.</source>
        <translation>Dort war weder ein Link noch ein QR-Code.</translation>
    </message>
    <message>
        <source>Use a sharp picture in which the whole code is seen, as PNG, JPEG or WebP.</source>
        <translation>Nimm ein scharfes Bild, auf dem der ganze Code zu sehen ist, als PNG, JPEG oder WebP.</translation>
    </message>
    <message>
        <source>The link is missing or not whole.</source>
        <translation>Der Link fehlt oder ist unvollständig.</translation>
    </message>
    <message>
        <source>Copy all of it, from “tacet://” to its end.</source>
        <translation>Kopiere ihn ganz, von „tacet://“ bis zum Ende.</translation>
    </message>
    <message>
        <source>A user name has 3 to 50 letters, digits or underscores.</source>
        <translation>Ein Benutzername hat 3 bis 50 Buchstaben, Ziffern oder Unterstriche.</translation>
    </message>
    <message>
        <source>Choose a stronger passphrase, and type it the same twice.</source>
        <translation>Wähle eine stärkere Passphrase und gib sie zweimal gleich ein.</translation>
    </message>
    <message>
        <source>It protects everything that this computer keeps. It cannot be recovered.</source>
        <translation>Sie schützt alles, was dieser Computer aufbewahrt. Sie lässt sich nicht wiederherstellen.</translation>
    </message>
    <message>
        <source>This link leads into a group or channel. First join its workspace, with a link from somebody there.</source>
        <translation>Dieser Link führt in eine Gruppe oder einen Kanal. Tritt zuerst dem Arbeitsbereich bei, mit einem Link von jemandem dort.</translation>
    </message>
    <message>
        <source>This link adds a computer to an account. To join, ask for a link of your own.</source>
        <translation>Dieser Link fügt einem Konto einen Computer hinzu. Um beizutreten, bitte um einen eigenen Link.</translation>
    </message>
    <message>
        <source>This link does not lead into a workspace.</source>
        <translation>Dieser Link führt nicht in einen Arbeitsbereich.</translation>
    </message>
</context>
<context>
    <name>tacet::LinkObstacle</name>
    <message>
        <source>This is not a whole Tacet link.</source>
        <translation>Das ist kein vollständiger Tacet-Link.</translation>
    </message>
    <message>
        <source>A part of it is missing, or it is of a kind that this version does not know.</source>
        <translation>Ein Teil fehlt, oder er ist von einer Art, die diese Version nicht kennt.</translation>
    </message>
    <message>
        <source>Copy all of it, from “tacet://” to its end.</source>
        <translation>Kopiere ihn ganz, von „tacet://“ bis zum Ende.</translation>
    </message>
    <message>
        <source>This link invites into the workspace that you are in.</source>
        <translation>Dieser Link lädt in den Arbeitsbereich ein, in dem du schon bist.</translation>
    </message>
    <message>
        <source>It is for one person who has no account here yet.</source>
        <translation>Er ist für eine Person, die hier noch kein Konto hat.</translation>
    </message>
    <message>
        <source>Send it to that person; you do not need it.</source>
        <translation>Schick ihn dieser Person; du brauchst ihn nicht.</translation>
    </message>
    <message>
        <source>This link invites into a workspace, not into a group or channel.</source>
        <translation>Dieser Link lädt in einen Arbeitsbereich ein, nicht in eine Gruppe oder einen Kanal.</translation>
    </message>
    <message>
        <source>You have an account in a workspace already; each workspace has a folder of its own.</source>
        <translation>Du hast schon ein Konto in einem Arbeitsbereich, und jeder hat seinen eigenen Ordner.</translation>
    </message>
    <message>
        <source>To join another workspace, start Tacet with another folder: tacet --profile FOLDER.</source>
        <translation>Um einem weiteren beizutreten, starte Tacet mit einem anderen Ordner: tacet --profile ORDNER.</translation>
    </message>
    <message>
        <source>It is on another computer, or in another folder of this one.</source>
        <translation>Er liegt auf einem anderen Computer oder in einem anderen Ordner dieses Computers.</translation>
    </message>
    <message>
        <source>Its database is on %1.</source>
        <translation>Seine Datenbank liegt auf %1.</translation>
    </message>
    <message>
        <source>This link leads into a group or channel of another workspace.</source>
        <translation>Dieser Link führt in eine Gruppe oder einen Kanal eines anderen Arbeitsbereichs.</translation>
    </message>
    <message>
        <source>Only members of that workspace can use it.</source>
        <translation>Nur dessen Mitglieder können ihn benutzen.</translation>
    </message>
    <message>
        <source>This link adds a computer to an account.</source>
        <translation>Dieser Link fügt einem Konto einen Computer hinzu.</translation>
    </message>
    <message>
        <source>It does not lead into a group or channel.</source>
        <translation>Er führt nicht in eine Gruppe oder einen Kanal.</translation>
    </message>
    <message>
        <source>Ask for a link to the group itself.</source>
        <translation>Bitte um einen Link in die Gruppe selbst.</translation>
    </message>
</context>
<context>
    <name>tacet::MainWindow</name>
    <message>
        <source>(%1) %2</source>
        <translation>(%1) %2</translation>
    </message>
</context>
<context>
    <name>tacet::MemberDelegate</name>
    <message>
        <source>%1 (you)</source>
        <translation>%1 (du)</translation>
    </message>
    <message>
        <source>muted until %1</source>
        <translation>stumm bis %1</translation>
    </message>
    <message>
        <source>here now</source>
        <translation>gerade da</translation>
    </message>
    <message>
        <source>seen %1 ago</source>
        <translation>vor %1 gesehen</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>seit %1</translation>
    </message>
</context>
<context>
    <name>tacet::MemberListModel</name>
    <message>
        <source>%1, you</source>
        <translation>%1, du</translation>
    </message>
    <message>
        <source>%1, user name %2</source>
        <translation>%1, Benutzername %2</translation>
    </message>
    <message>
        <source>%1. %2. %3</source>
        <translation>%1. %2. %3</translation>
    </message>
    <message>
        <source>%1 Safety number compared.</source>
        <translation>%1 Sicherheitsnummer verglichen.</translation>
    </message>
    <message>
        <source>%1 Muted.</source>
        <translation>%1 Stumm geschaltet.</translation>
    </message>
</context>
<context>
    <name>tacet::MemberPicker</name>
    <message>
        <source>Name or user name</source>
        <translation>Name oder Benutzername</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Leute</translation>
    </message>
    <message>
        <source>No contacts to choose from</source>
        <translation>Keine Kontakte zur Auswahl</translation>
    </message>
    <message>
        <source>Type a name to find people of this workspace.</source>
        <translation>Gib einen Namen ein, um Personen dieses Arbeitsbereichs zu finden.</translation>
    </message>
    <message>
        <source>Nobody by that name</source>
        <translation>Niemand mit diesem Namen</translation>
    </message>
    <message>
        <source>Names are found by their beginning.</source>
        <translation>Namen werden nach ihrem Anfang gefunden.</translation>
    </message>
    <message>
        <source>Nobody is chosen.</source>
        <translation>Niemand ist ausgewählt.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln person(s) chosen.</source>
        <translation>
            <numerusform>%Ln Person ausgewählt.</numerusform>
            <numerusform>%Ln Personen ausgewählt.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::MentionCompleter</name>
    <message>
        <source>People to mention</source>
        <translation>Personen zum Erwähnen</translation>
    </message>
</context>
<context>
    <name>tacet::MentionListModel</name>
    <message>
        <source>Member of this chat</source>
        <translation>Mitglied dieses Chats</translation>
    </message>
    <message>
        <source>Everybody of this role</source>
        <translation>Alle mit dieser Rolle</translation>
    </message>
    <message>
        <source>All members</source>
        <translation>Alle Mitglieder</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>tacet::MessageDelegate</name>
    <message>
        <source>New messages</source>
        <translation>Neue Nachrichten</translation>
    </message>
    <message>
        <source>%1 · Try again</source>
        <translation>%1 · Erneut versuchen</translation>
    </message>
    <message>
        <source>Too long to show. Copy it to read the rest.</source>
        <translation>Zu lang zum Anzeigen. Kopiere sie, um den Rest zu lesen.</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>Mehr anzeigen</translation>
    </message>
</context>
<context>
    <name>tacet::MessageWords</name>
    <message>
        <source>%1 at %2</source>
        <translation>%1 um %2</translation>
    </message>
    <message>
        <source>waiting to be sent</source>
        <translation>wartet auf das Senden</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>zugestellt</translation>
    </message>
    <message>
        <source>read</source>
        <translation>gelesen</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>nicht gesendet</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>%1: %2. %3.</source>
        <translation>%1: %2. %3.</translation>
    </message>
    <message>
        <source>You: %1. %2, %3.</source>
        <translation>Du: %1. %2, %3.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln unread message(s)</source>
        <translation>
            <numerusform>%Ln ungelesene Nachricht</numerusform>
            <numerusform>%Ln ungelesene Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>%1. The safety number has changed</source>
        <translation>%1. Die Sicherheitsnummer hat sich geändert</translation>
    </message>
    <message>
        <source>%1. Draft: %2.</source>
        <translation>%1. Entwurf: %2.</translation>
    </message>
    <message>
        <source>%1. No messages yet.</source>
        <translation>%1. Noch keine Nachrichten.</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>%1 %2.</source>
        <comment>a whole sentence, then the moment</comment>
        <translation>%1 %2.</translation>
    </message>
    <message>
        <source>%1: a message that cannot be read yet. %2 %3.</source>
        <translation>%1: eine Nachricht, die noch nicht lesbar ist. %2 %3.</translation>
    </message>
    <message>
        <source>%1 mentions you: %2. %3.</source>
        <translation>%1 erwähnt dich: %2. %3.</translation>
    </message>
    <message>
        <source>%1, group</source>
        <translation>%1, Gruppe</translation>
    </message>
    <message>
        <source>%1, channel</source>
        <translation>%1, Kanal</translation>
    </message>
    <message numerus="yes">
        <source>%Ln mention(s) of you</source>
        <translation>
            <numerusform>du wirst einmal erwähnt</numerusform>
            <numerusform>du wirst %Ln-mal erwähnt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::NewGroupDialog</name>
    <message>
        <source>New group or channel</source>
        <translation>Neue Gruppe oder neuer Kanal</translation>
    </message>
    <message>
        <source>Group: everybody talks</source>
        <translation>Gruppe: Alle reden mit</translation>
    </message>
    <message>
        <source>Channel: a few write, many read</source>
        <translation>Kanal: Wenige schreiben, viele lesen</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Visibility</source>
        <translation>Sichtbarkeit</translation>
    </message>
    <message>
        <source>Who is in it?</source>
        <translation>Wer ist dabei?</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Make the channel</source>
        <translation>Kanal erstellen</translation>
    </message>
    <message>
        <source>Make the group</source>
        <translation>Gruppe erstellen</translation>
    </message>
</context>
<context>
    <name>tacet::NewThreadForm</name>
    <message>
        <source>Start thread</source>
        <translation>Thema beginnen</translation>
    </message>
    <message>
        <source>What is it about?</source>
        <translation>Worum geht es?</translation>
    </message>
    <message>
        <source>Title of the thread</source>
        <translation>Titel des Themas</translation>
    </message>
    <message>
        <source>Say more, if you like</source>
        <translation>Sag mehr dazu, wenn du magst</translation>
    </message>
    <message>
        <source>Text of the thread</source>
        <translation>Text des Themas</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>New thread</source>
        <translation>Neues Thema</translation>
    </message>
    <message numerus="yes">
        <source>%Ln character(s) too long for a thread</source>
        <translation>
            <numerusform>%Ln Zeichen zu lang für ein Thema</numerusform>
            <numerusform>%Ln Zeichen zu lang für ein Thema</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::OnboardingController</name>
    <message>
        <source>One moment …</source>
        <translation>Einen Moment …</translation>
    </message>
    <message>
        <source>Preparing the encrypted storage …</source>
        <translation>Der verschlüsselte Speicher wird vorbereitet …</translation>
    </message>
    <message>
        <source>Starting the database …</source>
        <translation>Die Datenbank wird gestartet …</translation>
    </message>
    <message>
        <source>Creating the database …</source>
        <translation>Die Datenbank wird angelegt …</translation>
    </message>
    <message>
        <source>Making your keys …</source>
        <translation>Deine Schlüssel werden erzeugt …</translation>
    </message>
    <message>
        <source>Joining the workspace …</source>
        <translation>Beitritt zum Arbeitsbereich …</translation>
    </message>
    <message>
        <source>Opening …</source>
        <translation>Wird geöffnet …</translation>
    </message>
    <message>
        <source>Signing in …</source>
        <translation>Anmelden …</translation>
    </message>
</context>
<context>
    <name>tacet::OverviewFigures</name>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>Active accounts.</source>
        <translation>Aktive Konten.</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Devices in use.</source>
        <translation>Geräte in Benutzung.</translation>
    </message>
    <message>
        <source>Groups and channels</source>
        <translation>Gruppen und Kanäle</translation>
    </message>
    <message>
        <source>Open groups and channels.</source>
        <translation>Offene Gruppen und Kanäle.</translation>
    </message>
    <message>
        <source>Open invitations</source>
        <translation>Offene Einladungen</translation>
    </message>
    <message>
        <source>Links that can still let somebody in.</source>
        <translation>Links, mit denen noch jemand hereinkommen kann.</translation>
    </message>
    <message>
        <source>Security events</source>
        <translation>Sicherheitsereignisse</translation>
    </message>
    <message>
        <source>Nothing is unresolved.</source>
        <translation>Nichts ist ungelöst.</translation>
    </message>
    <message>
        <source>Nobody looks after these yet.</source>
        <translation>Darum kümmert sich noch niemand.</translation>
    </message>
    <message>
        <source>Look at them</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Failed sign-ins, one day</source>
        <translation>Gescheiterte Anmeldungen, ein Tag</translation>
    </message>
    <message>
        <source>Nobody was locked out.</source>
        <translation>Niemand wurde ausgesperrt.</translation>
    </message>
    <message>
        <source>Ask these people whether it was they.</source>
        <translation>Frag diese Personen, ob sie es waren.</translation>
    </message>
    <message>
        <source>See whose</source>
        <translation>Wessen?</translation>
    </message>
    <message>
        <source>Backups, two days</source>
        <translation>Sicherungen, zwei Tage</translation>
    </message>
    <message>
        <source>There is a fresh backup.</source>
        <translation>Es gibt eine frische Sicherung.</translation>
    </message>
    <message>
        <source>There is no fresh backup: what is new would be lost with the disk.</source>
        <translation>Es gibt keine frische Sicherung: Neues ginge mit der Platte verloren.</translation>
    </message>
    <message>
        <source>See backups</source>
        <translation>Sicherungen ansehen</translation>
    </message>
    <message>
        <source>Devices with errors</source>
        <translation>Geräte mit Fehlern</translation>
    </message>
    <message>
        <source>Every device synchronises.</source>
        <translation>Jedes Gerät gleicht ab.</translation>
    </message>
    <message>
        <source>They do not get on. Their people should open Tacet and look at what it says.</source>
        <translation>Sie kommen nicht weiter. Ihre Leute sollten Tacet öffnen und lesen, was es sagt.</translation>
    </message>
    <message>
        <source>See which</source>
        <translation>Welche?</translation>
    </message>
    <message>
        <source>Waiting for over a week</source>
        <translation>Warten über eine Woche</translation>
    </message>
    <message>
        <source>Messages are fetched in time.</source>
        <translation>Nachrichten werden rechtzeitig abgeholt.</translation>
    </message>
    <message>
        <source>Devices that have not fetched their messages. Remove those that are not used.</source>
        <translation>Geräte, die ihre Nachrichten nicht abgeholt haben. Entferne die, die niemand benutzt.</translation>
    </message>
    <message>
        <source>Devices short of keys</source>
        <translation>Geräte mit wenig Schlüsseln</translation>
    </message>
    <message>
        <source>Every device has keys in stock.</source>
        <translation>Jedes Gerät hat Schlüssel auf Vorrat.</translation>
    </message>
    <message>
        <source>They make new keys when they connect next.</source>
        <translation>Sie machen neue, sobald sie sich das nächste Mal verbinden.</translation>
    </message>
    <message>
        <source>Nearly full</source>
        <translation>Fast voll</translation>
    </message>
    <message>
        <source>There is room everywhere.</source>
        <translation>Überall ist Platz.</translation>
    </message>
    <message>
        <source>Give them more space, or let their members clear up.</source>
        <translation>Gib ihnen mehr Platz, oder lass die Mitglieder aufräumen.</translation>
    </message>
    <message>
        <source>Change limits</source>
        <translation>Grenzen ändern</translation>
    </message>
</context>
<context>
    <name>tacet::OverviewPage</name>
    <message>
        <source>Figures of the whole workspace. Nothing here can read what people write: it is encrypted before it arrives.</source>
        <translation>Zahlen des ganzen Arbeitsbereichs. Nichts hier kann lesen, was Menschen schreiben: Es ist verschlüsselt, bevor es ankommt.</translation>
    </message>
    <message>
        <source>Messages a day</source>
        <translation>Nachrichten am Tag</translation>
    </message>
    <message>
        <source>Encrypted messages, MiB a day</source>
        <translation>Verschlüsselte Nachrichten, MiB am Tag</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Überblick</translation>
    </message>
    <message>
        <source>over %L1</source>
        <translation>über %L1</translation>
    </message>
    <message>
        <source>All is well.</source>
        <translation>Alles ist gut.</translation>
    </message>
    <message>
        <source>Nothing needs to be done.</source>
        <translation>Es ist nichts zu tun.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln thing(s) should be looked at.</source>
        <translation>
            <numerusform>%Ln Sache sollte angesehen werden.</numerusform>
            <numerusform>%Ln Sachen sollten angesehen werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Each card below says what is wrong and where to go.</source>
        <translation>Jede Karte darunter sagt, was nicht stimmt und wohin du gehen kannst.</translation>
    </message>
    <message>
        <source>Direct chats</source>
        <translation>Direkte Chats</translation>
    </message>
    <message>
        <source>Groups and channels</source>
        <translation>Gruppen und Kanäle</translation>
    </message>
    <message>
        <source>Encrypted messages</source>
        <translation>Verschlüsselte Nachrichten</translation>
    </message>
</context>
<context>
    <name>tacet::PageFrame</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
</context>
<context>
    <name>tacet::PageSentence</name>
    <message>
        <source>Files by size and age. They are encrypted: what is in them is not known here.</source>
        <translation>Dateien nach Größe und Alter. Sie sind verschlüsselt: Was darin ist, ist hier nicht bekannt.</translation>
    </message>
    <message>
        <source>How far each device is, and what waits for it. Only amounts are known here, no words.</source>
        <translation>Wie weit jedes Gerät ist und was darauf wartet. Hier sind nur Mengen bekannt, keine Worte.</translation>
    </message>
    <message>
        <source>Sign-ins and changes of passwords and second factors.</source>
        <translation>Anmeldungen und Änderungen von Passwörtern und zweiten Faktoren.</translation>
    </message>
    <message>
        <source>As the database enforces it. Only members make members and roles.</source>
        <translation>So, wie die Datenbank es durchsetzt. Mitglieder und Rollen machen nur Mitglieder.</translation>
    </message>
    <message>
        <source>Who asked to join, and has no answer yet. The group&apos;s own administrators answer.</source>
        <translation>Wer beitreten möchte und noch keine Antwort hat. Die Verwalter der Gruppe antworten selbst.</translation>
    </message>
    <message>
        <source>How long each kind of data is kept, and what went when.</source>
        <translation>Wie lange jede Art von Daten bleibt und was wann ging.</translation>
    </message>
    <message>
        <source>Backups hold what is encrypted and nothing else.</source>
        <translation>Sicherungen enthalten Verschlüsseltes und sonst nichts.</translation>
    </message>
    <message>
        <source>Figures over time. Amounts only, never whose words.</source>
        <translation>Zahlen über die Zeit. Nur Mengen, nie wessen Worte.</translation>
    </message>
    <message>
        <source>Sizes of tables, and of what can be dropped month by month.</source>
        <translation>Größe der Tabellen und dessen, was Monat für Monat gehen kann.</translation>
    </message>
</context>
<context>
    <name>tacet::PassphraseFields</name>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation>Passphrase noch einmal</translation>
    </message>
    <message>
        <source>The same again</source>
        <translation>Noch einmal dieselbe</translation>
    </message>
    <message>
        <source>Strength of the passphrase</source>
        <translation>Stärke der Passphrase</translation>
    </message>
    <message>
        <source>The two are not the same.</source>
        <translation>Die beiden stimmen nicht überein.</translation>
    </message>
</context>
<context>
    <name>tacet::PassphraseWords</name>
    <message numerus="yes">
        <source>At least %Ln character(s). Four or five unrelated words are good and easy to keep.</source>
        <translation>
            <numerusform>Mindestens %Ln Zeichen. Vier oder fünf Wörter ohne Zusammenhang sind gut und leicht zu merken.</numerusform>
            <numerusform>Mindestens %Ln Zeichen. Vier oder fünf Wörter ohne Zusammenhang sind gut und leicht zu merken.</numerusform>
        </translation>
    </message>
    <message>
        <source>Weak: easy to guess. Add another unrelated word.</source>
        <translation>Schwach: leicht zu erraten. Füge ein weiteres Wort ohne Zusammenhang hinzu.</translation>
    </message>
    <message>
        <source>Fair. One more word makes it strong.</source>
        <translation>Ordentlich. Ein weiteres Wort macht sie stark.</translation>
    </message>
    <message>
        <source>Strong.</source>
        <translation>Stark.</translation>
    </message>
</context>
<context>
    <name>tacet::PeopleDialog</name>
    <message>
        <source>New chat</source>
        <translation>Neuer Chat</translation>
    </message>
    <message>
        <source>Name or user name</source>
        <translation>Name oder Benutzername</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Leute</translation>
    </message>
    <message>
        <source>Start chat</source>
        <translation>Chat beginnen</translation>
    </message>
    <message>
        <source>Remove contact</source>
        <translation>Kontakt entfernen</translation>
    </message>
    <message>
        <source>Add contact</source>
        <translation>Kontakt hinzufügen</translation>
    </message>
    <message>
        <source>Unblock</source>
        <translation>Blockierung aufheben</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Blockieren</translation>
    </message>
    <message>
        <source>No contacts yet</source>
        <translation>Noch keine Kontakte</translation>
    </message>
    <message>
        <source>Type a name to find people of this workspace, or invite somebody.</source>
        <translation>Gib einen Namen ein, um Leute aus diesem Arbeitsbereich zu finden, oder lade jemanden ein.</translation>
    </message>
    <message>
        <source>Invite somebody</source>
        <translation>Jemanden einladen</translation>
    </message>
    <message>
        <source>Nobody by that name</source>
        <translation>Niemand mit diesem Namen</translation>
    </message>
    <message>
        <source>Names are found by their beginning. Is the person in this workspace already?</source>
        <translation>Namen werden am Anfang gesucht. Ist die Person schon in diesem Arbeitsbereich?</translation>
    </message>
</context>
<context>
    <name>tacet::PeopleModel</name>
    <message>
        <source>%1, user name %2, blocked</source>
        <translation>%1, Benutzername %2, blockiert</translation>
    </message>
    <message>
        <source>%1, user name %2</source>
        <translation>%1, Benutzername %2</translation>
    </message>
</context>
<context>
    <name>tacet::PeoplePage</name>
    <message>
        <source>Suspend %1</source>
        <translation>%1 aussetzen</translation>
    </message>
    <message>
        <source>All logins are shut out and open connections end. Nothing is lost: messages wait until the person is resumed.</source>
        <translation>Alle Anmeldungen werden ausgesperrt und offene Verbindungen beendet. Nichts geht verloren: Nachrichten warten, bis die Person wieder zugelassen wird.</translation>
    </message>
    <message>
        <source>Resume takes this back.</source>
        <translation>Wieder zulassen macht das rückgängig.</translation>
    </message>
    <message>
        <source>Suspend</source>
        <translation>Aussetzen</translation>
    </message>
    <message>
        <source>Resume %1</source>
        <translation>%1 wieder zulassen</translation>
    </message>
    <message>
        <source>The person&apos;s devices may connect again and fetch what waited for them.</source>
        <translation>Die Geräte der Person dürfen sich wieder verbinden und holen, was auf sie gewartet hat.</translation>
    </message>
    <message>
        <source>Suspend takes this back.</source>
        <translation>Aussetzen macht das rückgängig.</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Wieder zulassen</translation>
    </message>
    <message>
        <source>Deactivate %1</source>
        <translation>%1 stilllegen</translation>
    </message>
    <message>
        <source>All devices are removed, and what waits for them goes. The name, the memberships and everything written stay.</source>
        <translation>Alle Geräte werden entfernt, und was auf sie wartet, geht verloren. Name, Mitgliedschaften und alles Geschriebene bleiben.</translation>
    </message>
    <message>
        <source>Reactivate opens the account again, but the devices do not come back: the person links one with password and recovery phrase.</source>
        <translation>Reaktivieren öffnet das Konto wieder, aber die Geräte kommen nicht zurück: Die Person verknüpft eines mit Passwort und Wiederherstellungsphrase.</translation>
    </message>
    <message>
        <source>Deactivate</source>
        <translation>Stilllegen</translation>
    </message>
    <message>
        <source>Reactivate %1</source>
        <translation>%1 reaktivieren</translation>
    </message>
    <message>
        <source>The person may link a device again, with password and recovery phrase.</source>
        <translation>Die Person darf wieder ein Gerät verknüpfen, mit Passwort und Wiederherstellungsphrase.</translation>
    </message>
    <message>
        <source>Deactivate takes this back.</source>
        <translation>Stilllegen macht das rückgängig.</translation>
    </message>
    <message>
        <source>Reactivate</source>
        <translation>Reaktivieren</translation>
    </message>
    <message>
        <source>Erase %1</source>
        <translation>%1 löschen</translation>
    </message>
    <message>
        <source>The account, its devices, keys, files and memberships are deleted for good. What others have received stays with them.</source>
        <translation>Das Konto, seine Geräte, Schlüssel, Dateien und Mitgliedschaften werden für immer gelöscht. Was andere empfangen haben, bleibt bei ihnen.</translation>
    </message>
    <message>
        <source>This cannot be taken back.</source>
        <translation>Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Erase for good</source>
        <translation>Für immer löschen</translation>
    </message>
    <message>
        <source>%1 is suspended.</source>
        <translation>%1 ist ausgesetzt.</translation>
    </message>
    <message>
        <source>%1 may connect again.</source>
        <translation>%1 darf sich wieder verbinden.</translation>
    </message>
    <message>
        <source>%1 is deactivated.</source>
        <translation>%1 ist stillgelegt.</translation>
    </message>
    <message>
        <source>%1 may link a device again.</source>
        <translation>%1 darf wieder ein Gerät verknüpfen.</translation>
    </message>
    <message>
        <source>%1 is erased.</source>
        <translation>%1 ist gelöscht.</translation>
    </message>
    <message>
        <source>Everybody who has an account here. What they write is encrypted on their own devices: nobody can read it here.</source>
        <translation>Alle, die hier ein Konto haben. Was sie schreiben, wird auf ihren eigenen Geräten verschlüsselt: Hier kann es niemand lesen.</translation>
    </message>
    <message>
        <source>Suspend …</source>
        <translation>Aussetzen …</translation>
    </message>
    <message>
        <source>Resume …</source>
        <translation>Wieder zulassen …</translation>
    </message>
    <message>
        <source>Deactivate …</source>
        <translation>Stilllegen …</translation>
    </message>
    <message>
        <source>Reactivate …</source>
        <translation>Reaktivieren …</translation>
    </message>
    <message>
        <source>Erase …</source>
        <translation>Löschen …</translation>
    </message>
</context>
<context>
    <name>tacet::PeoplePickModel</name>
    <message>
        <source>%1, user name %2, chosen</source>
        <translation>%1, Benutzername %2, ausgewählt</translation>
    </message>
    <message>
        <source>%1, user name %2</source>
        <translation>%1, Benutzername %2</translation>
    </message>
</context>
<context>
    <name>tacet::PersonDelegate</name>
    <message>
        <source>Contact</source>
        <translation>Kontakt</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Blockiert</translation>
    </message>
</context>
<context>
    <name>tacet::PictureChooser</name>
    <message>
        <source>Choose a picture …</source>
        <translation>Bild auswählen …</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>Bild auswählen</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.webp)</source>
        <translation>Bilder (*.png *.jpg *.jpeg *.webp)</translation>
    </message>
    <message>
        <source>This file is no picture that can be used: PNG, JPEG or WebP.</source>
        <translation>Diese Datei ist kein brauchbares Bild: PNG, JPEG oder WebP.</translation>
    </message>
</context>
<context>
    <name>tacet::PoliciesPage</name>
    <message>
        <source>The workspace&apos;s own numbers, each with its standard. A change holds for everybody at once.</source>
        <translation>Die eigenen Zahlen des Arbeitsbereichs, jede mit ihrem Standard. Eine Änderung gilt sofort für alle.</translation>
    </message>
    <message>
        <source>Change …</source>
        <translation>Ändern …</translation>
    </message>
    <message>
        <source>Back to the standard …</source>
        <translation>Zurück zum Standard …</translation>
    </message>
    <message>
        <source>Back to the standard: %1</source>
        <translation>Zurück zum Standard: %1</translation>
    </message>
    <message>
        <source>The setting becomes %1 again; it is %2 now.</source>
        <translation>Die Einstellung wird wieder %1; jetzt ist sie %2.</translation>
    </message>
    <message>
        <source>The setting can be changed again.</source>
        <translation>Die Einstellung lässt sich wieder ändern.</translation>
    </message>
    <message>
        <source>Back to the standard</source>
        <translation>Zurück zum Standard</translation>
    </message>
    <message>
        <source>The setting is back at its standard.</source>
        <translation>Die Einstellung ist wieder beim Standard.</translation>
    </message>
    <message>
        <source>Change a setting</source>
        <translation>Eine Einstellung ändern</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>%1, from %2 to %3. The standard is %4.</source>
        <translation>%1, von %2 bis %3. Der Standard ist %4.</translation>
    </message>
    <message>
        <source>%1. The standard is %2.</source>
        <translation>%1. Der Standard ist %2.</translation>
    </message>
    <message>
        <source>The setting is saved.</source>
        <translation>Die Einstellung ist gespeichert.</translation>
    </message>
</context>
<context>
    <name>tacet::PreferencesDialog</name>
    <message>
        <source>Enter sends, Shift+Enter begins a new line</source>
        <translation>Enter sendet, Umschalt+Enter beginnt eine neue Zeile</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Small</source>
        <translation>Klein</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>Groß</translation>
    </message>
    <message>
        <source>Very large</source>
        <translation>Sehr groß</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Erscheinungsbild</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>A new language is used from the next start on.</source>
        <translation>Eine neue Sprache gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>tacet::ProgressPage</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Stop and quit</source>
        <translation>Abbrechen und beenden</translation>
    </message>
</context>
<context>
    <name>tacet::PublicChatModel</name>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
</context>
<context>
    <name>tacet::QuotaDialog</name>
    <message>
        <source>Own limit of space</source>
        <translation>Eigene Grenze für Platz</translation>
    </message>
    <message>
        <source>Own limit of files</source>
        <translation>Eigene Grenze für Dateien</translation>
    </message>
    <message>
        <source>Own share for one member</source>
        <translation>Eigener Anteil je Mitglied</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source> MiB</source>
        <translation> MiB</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>What is not ticked follows the workspace&apos;s standard. Files that are there stay, even above the limit; new ones are refused.</source>
        <translation>Was nicht angehakt ist, folgt dem Standard des Arbeitsbereichs. Vorhandene Dateien bleiben auch über der Grenze; neue werden abgelehnt.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Limits of %1</source>
        <translation>Grenzen von %1</translation>
    </message>
</context>
<context>
    <name>tacet::QuotasPage</name>
    <message>
        <source>Space and files against their limits. From 80 % on a bar warns; at 100 % new files are refused and messages still go through.</source>
        <translation>Platz und Dateien gegen ihre Grenzen. Ab 80 % warnt ein Balken; bei 100 % werden neue Dateien abgelehnt, Nachrichten gehen weiter durch.</translation>
    </message>
    <message>
        <source>Change limits …</source>
        <translation>Grenzen ändern …</translation>
    </message>
    <message>
        <source>The limits are saved.</source>
        <translation>Die Grenzen sind gespeichert.</translation>
    </message>
</context>
<context>
    <name>tacet::ReadersDialog</name>
    <message>
        <source>Who has read this</source>
        <translation>Wer hat das gelesen</translation>
    </message>
    <message>
        <source>People who have read the message</source>
        <translation>Personen, die die Nachricht gelesen haben</translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation>Noch niemand</translation>
    </message>
    <message>
        <source>People are listed once the message was shown to them.</source>
        <translation>Hier steht, wem die Nachricht angezeigt wurde.</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln other member(s)</source>
        <translation>
            <numerusform>%1 von %Ln anderen Mitglied</numerusform>
            <numerusform>%1 von %Ln anderen Mitgliedern</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::ReplyDelegate</name>
    <message>
        <source>Waiting to be sent</source>
        <translation>Wartet auf das Senden</translation>
    </message>
    <message>
        <source>This reply was deleted.</source>
        <translation>Diese Antwort wurde gelöscht.</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 an %2</translation>
    </message>
</context>
<context>
    <name>tacet::ReplyTreeModel</name>
    <message>
        <source>You</source>
        <translation>Du</translation>
    </message>
    <message>
        <source>A deleted reply. %1.</source>
        <translation>Eine gelöschte Antwort. %1.</translation>
    </message>
    <message>
        <source>%1, in reply to %2: %3. %4.</source>
        <translation>%1, als Antwort an %2: %3. %4.</translation>
    </message>
    <message>
        <source>%1: %2. %3.</source>
        <translation>%1: %2. %3.</translation>
    </message>
</context>
<context>
    <name>tacet::RoleListModel</name>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
</context>
<context>
    <name>tacet::RowDialog</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>tacet::RowPainting</name>
    <message>
        <source>%1+</source>
        <translation>%1+</translation>
    </message>
</context>
<context>
    <name>tacet::SafetyNumberDialog</name>
    <message>
        <source>Safety number</source>
        <translation>Sicherheitsnummer</translation>
    </message>
    <message>
        <source>You and %1</source>
        <translation>Du und %1</translation>
    </message>
    <message>
        <source>QR code of the safety number</source>
        <translation>QR-Code der Sicherheitsnummer</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Accept without comparing</source>
        <translation>Ohne Vergleich annehmen</translation>
    </message>
    <message>
        <source>Compare these digits with %1 in person or in a call. If they are the same on both screens, nobody stands between you.</source>
        <translation>Vergleiche diese Ziffern mit %1, persönlich oder in einem Anruf. Sind sie auf beiden Bildschirmen gleich, steht niemand zwischen euch.</translation>
    </message>
    <message>
        <source>The safety number has changed.</source>
        <translation>Die Sicherheitsnummer hat sich geändert.</translation>
    </message>
    <message>
        <source>%1 has a new key. Often that is a new computer; it can also be somebody in between. Nothing is sent until you decide.</source>
        <translation>%1 hat einen neuen Schlüssel. Oft ist das ein neuer Computer; es kann auch jemand dazwischen sein. Bis du entscheidest, wird nichts gesendet.</translation>
    </message>
    <message>
        <source>You have compared this number.</source>
        <translation>Du hast diese Nummer verglichen.</translation>
    </message>
    <message>
        <source>Not compared after all</source>
        <translation>Doch nicht verglichen</translation>
    </message>
    <message>
        <source>The digits are the same</source>
        <translation>Die Ziffern sind gleich</translation>
    </message>
    <message>
        <source>Mark as compared</source>
        <translation>Als verglichen markieren</translation>
    </message>
</context>
<context>
    <name>tacet::SecretEdit</name>
    <message>
        <source>Hide the passphrase</source>
        <translation>Passphrase verbergen</translation>
    </message>
    <message>
        <source>Show the passphrase</source>
        <translation>Passphrase anzeigen</translation>
    </message>
</context>
<context>
    <name>tacet::SecurityEventsPage</name>
    <message>
        <source>What looked dangerous. Somebody looks after it, and writes down what came of it.</source>
        <translation>Was gefährlich aussah. Jemand kümmert sich darum und schreibt auf, was daraus wurde.</translation>
    </message>
    <message>
        <source>Look after it</source>
        <translation>Darum kümmern</translation>
    </message>
    <message>
        <source>Hand it back</source>
        <translation>Zurückgeben</translation>
    </message>
    <message>
        <source>Resolve …</source>
        <translation>Lösen …</translation>
    </message>
    <message>
        <source>You look after it.</source>
        <translation>Du kümmerst dich darum.</translation>
    </message>
    <message>
        <source>Nobody looks after it.</source>
        <translation>Niemand kümmert sich darum.</translation>
    </message>
    <message>
        <source>Resolve an event</source>
        <translation>Ein Ereignis lösen</translation>
    </message>
    <message>
        <source>What came of it? The audit log keeps this.</source>
        <translation>Was wurde daraus? Das Protokoll behält es.</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>Lösen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>The event is resolved.</source>
        <translation>Das Ereignis ist gelöst.</translation>
    </message>
</context>
<context>
    <name>tacet::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Chat 1 to 9</source>
        <translation>Chat 1 bis 9</translation>
    </message>
    <message>
        <source>New line</source>
        <translation>Neue Zeile</translation>
    </message>
    <message>
        <source>Send always</source>
        <translation>Immer senden</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>tacet::ThreadListDelegate</name>
    <message>
        <source>Waiting to be sent</source>
        <translation>Wartet auf das Senden</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>tacet::ThreadListModel</name>
    <message>
        <source>%1, by %2</source>
        <translation>%1, von %2</translation>
    </message>
    <message>
        <source>%1, pinned</source>
        <translation>%1, angeheftet</translation>
    </message>
    <message>
        <source>%1, followed</source>
        <translation>%1, gefolgt</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln unread</source>
        <translation>
            <numerusform>%Ln ungelesen</numerusform>
            <numerusform>%Ln ungelesen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1. %2. %3.</source>
        <translation>%1. %2. %3.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln reply(ies)</source>
        <translation>
            <numerusform>%Ln Antwort</numerusform>
            <numerusform>%Ln Antworten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::ThreadListView</name>
    <message>
        <source>Start a thread</source>
        <translation>Thema beginnen</translation>
    </message>
    <message>
        <source>Mark all threads as read</source>
        <translation>Alle Themen als gelesen markieren</translation>
    </message>
    <message>
        <source>Close the threads</source>
        <translation>Themen schließen</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Themen</translation>
    </message>
    <message>
        <source>Search threads</source>
        <translation>Themen suchen</translation>
    </message>
    <message>
        <source>Which threads</source>
        <translation>Welche Themen</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>Ungelesen</translation>
    </message>
    <message>
        <source>Followed</source>
        <translation>Gefolgt</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Eigene</translation>
    </message>
    <message>
        <source>Order of the threads</source>
        <translation>Reihenfolge der Themen</translation>
    </message>
    <message>
        <source>Last activity</source>
        <translation>Letzte Aktivität</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Neueste</translation>
    </message>
    <message>
        <source>Most replies</source>
        <translation>Meiste Antworten</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Stop following</source>
        <translation>Nicht mehr folgen</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>No thread with these words</source>
        <translation>Kein Thema mit diesen Wörtern</translation>
    </message>
    <message>
        <source>Titles, texts and replies are searched.</source>
        <translation>Gesucht wird in Titeln, Texten und Antworten.</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>Hier ist nichts</translation>
    </message>
    <message>
        <source>No thread of this chat fits the filter.</source>
        <translation>Kein Thema dieses Chats passt zum Filter.</translation>
    </message>
    <message>
        <source>No threads yet</source>
        <translation>Noch keine Themen</translation>
    </message>
    <message>
        <source>A thread keeps one subject together, beside what is said in the chat.</source>
        <translation>Ein Thema hält zusammen, was zu einer Sache gesagt wird, neben dem Chat.</translation>
    </message>
</context>
<context>
    <name>tacet::ThreadView</name>
    <message>
        <source>Back to the threads</source>
        <translation>Zurück zu den Themen</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Anheften</translation>
    </message>
    <message>
        <source>Delete the thread</source>
        <translation>Thema löschen</translation>
    </message>
    <message>
        <source>Replies</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>No replies yet</source>
        <translation>Noch keine Antworten</translation>
    </message>
    <message>
        <source>Be the first to answer.</source>
        <translation>Antworte als Erste oder Erster.</translation>
    </message>
    <message>
        <source>Answer the thread</source>
        <translation>Auf das Thema antworten</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Send the reply</source>
        <translation>Antwort senden</translation>
    </message>
    <message>
        <source>Stop following this thread</source>
        <translation>Diesem Thema nicht mehr folgen</translation>
    </message>
    <message>
        <source>Follow this thread</source>
        <translation>Diesem Thema folgen</translation>
    </message>
    <message>
        <source>Take the pin off this thread</source>
        <translation>Thema nicht mehr anheften</translation>
    </message>
    <message>
        <source>Pin this thread</source>
        <translation>Thema anheften</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>You may read here, but not reply</source>
        <translation>Du darfst hier lesen, aber nicht antworten</translation>
    </message>
    <message>
        <source>Answering %1</source>
        <translation>Antwort an %1</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete “%1”?</source>
        <translation>„%1“ löschen?</translation>
    </message>
    <message>
        <source>The thread and its replies disappear for everybody. This cannot be undone.</source>
        <translation>Das Thema und seine Antworten verschwinden für alle. Das lässt sich nicht rückgängig machen.</translation>
    </message>
</context>
<context>
    <name>tacet::TrayIcon</name>
    <message>
        <source>Open Tacet</source>
        <translation>Tacet öffnen</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message numerus="yes">
        <source>Tacet: %Ln unread message(s)</source>
        <translation>
            <numerusform>Tacet: %Ln ungelesene Nachricht</numerusform>
            <numerusform>Tacet: %Ln ungelesene Nachrichten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tacet::TypedConfirmation</name>
    <message>
        <source>Type “%1” to go on.</source>
        <translation>Gib „%1“ ein, um fortzufahren.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>tacet::UnlockPage</name>
    <message>
        <source>Welcome back</source>
        <translation>Willkommen zurück</translation>
    </message>
    <message>
        <source>Your messages on this computer are locked. The passphrase opens them.</source>
        <translation>Deine Nachrichten auf diesem Computer sind gesperrt. Die Passphrase öffnet sie.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
</context>
<context>
    <name>tacet::UsageChart</name>
    <message>
        <source>%1: from %2 to %3 a day, %4 on the last day.</source>
        <translation>%1: von %2 bis %3 am Tag, %4 am letzten Tag.</translation>
    </message>
    <message>
        <source>No figures yet.</source>
        <translation>Noch keine Zahlen.</translation>
    </message>
</context>
<context>
    <name>tacet::WelcomePage</name>
    <message>
        <source>Welcome to Tacet</source>
        <translation>Willkommen bei Tacet</translation>
    </message>
    <message>
        <source>Private messages on a database that belongs to you. Everything is encrypted on this computer before it is stored.</source>
        <translation>Private Nachrichten auf einer Datenbank, die dir gehört. Alles wird auf diesem Computer verschlüsselt, bevor es gespeichert wird.</translation>
    </message>
    <message>
        <source>Create a workspace</source>
        <translation>Arbeitsbereich anlegen</translation>
    </message>
    <message>
        <source>On this computer, for yourself or to try it out. Takes a few seconds.</source>
        <translation>Auf diesem Computer, für dich selbst oder zum Ausprobieren. Dauert ein paar Sekunden.</translation>
    </message>
    <message>
        <source>Join a workspace</source>
        <translation>Einem Arbeitsbereich beitreten</translation>
    </message>
    <message>
        <source>With a link or a QR code that somebody gave you.</source>
        <translation>Mit einem Link oder QR-Code, den dir jemand gegeben hat.</translation>
    </message>
</context>
<context>
    <name>tacet::WindowActions</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>Chats</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>Neuer Chat</translation>
    </message>
    <message>
        <source>Go to a chat</source>
        <translation>Zu einem Chat wechseln</translation>
    </message>
    <message>
        <source>Next chat</source>
        <translation>Nächster Chat</translation>
    </message>
    <message>
        <source>Previous chat</source>
        <translation>Vorheriger Chat</translation>
    </message>
    <message>
        <source>Next unread chat</source>
        <translation>Nächster ungelesener Chat</translation>
    </message>
    <message>
        <source>Previous unread chat</source>
        <translation>Vorheriger ungelesener Chat</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>Als gelesen markieren</translation>
    </message>
    <message>
        <source>Moving about</source>
        <translation>Bewegen</translation>
    </message>
    <message>
        <source>Newest message</source>
        <translation>Neueste Nachricht</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>Nächster Fensterbereich</translation>
    </message>
    <message>
        <source>Previous part of the window</source>
        <translation>Vorheriger Fensterbereich</translation>
    </message>
    <message>
        <source>Write a message</source>
        <translation>Nachricht schreiben</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Invite somebody</source>
        <translation>Jemanden einladen</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Größerer Text</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Kleinerer Text</translation>
    </message>
    <message>
        <source>Normal text</source>
        <translation>Normaler Text</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>New group or channel</source>
        <translation>Neue Gruppe oder neuer Kanal</translation>
    </message>
    <message>
        <source>Join by code or link</source>
        <translation>Mit Code oder Link beitreten</translation>
    </message>
    <message>
        <source>About this chat</source>
        <translation>Über diesen Chat</translation>
    </message>
    <message>
        <source>First unread message</source>
        <translation>Erste ungelesene Nachricht</translation>
    </message>
    <message>
        <source>Threads beside the chat</source>
        <translation>Themen neben dem Chat</translation>
    </message>
    <message>
        <source>Administration</source>
        <translation>Verwaltung</translation>
    </message>
</context>
</TS>
