<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>tacet::ChatListDelegate</name>
    <message>
        <source>%1+</source>
        <translation>%1+</translation>
    </message>
    <message>
        <source>Draft:</source>
        <translation>Entwurf:</translation>
    </message>
    <message>
        <source>No messages yet</source>
        <translation>Noch keine Nachrichten</translation>
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
        <source>A tacet:// link to join a workspace with.</source>
        <translation>Ein tacet://-Link, um einem Arbeitsbereich beizutreten.</translation>
    </message>
    <message>
        <source>Expected at most one tacet:// link.</source>
        <translation>Höchstens ein tacet://-Link wird erwartet.</translation>
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
        <source>Safety number</source>
        <translation>Sicherheitsnummer</translation>
    </message>
    <message>
        <source>More about this person</source>
        <translation>Mehr zu dieser Person</translation>
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
        <source>%n character(s) too long for one message</source>
        <translation>
            <numerusform>%n Zeichen zu lang für eine Nachricht</numerusform>
            <numerusform>%n Zeichen zu lang für eine Nachricht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Jump to %n new message(s)</source>
        <translation>
            <numerusform>Zu %n neuen Nachricht springen</numerusform>
            <numerusform>Zu %n neuen Nachrichten springen</numerusform>
        </translation>
    </message>
    <message>
        <source>Jump to the newest message</source>
        <translation>Zur neuesten Nachricht springen</translation>
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
        <source>Works once, for %n more minute(s), until %1.</source>
        <translation>
            <numerusform>Gilt einmal, noch %n Minute, bis %1.</numerusform>
            <numerusform>Gilt einmal, noch %n Minuten, bis %1.</numerusform>
        </translation>
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
</context>
<context>
    <name>tacet::MainWindow</name>
    <message>
        <source>(%1) %2</source>
        <translation>(%1) %2</translation>
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
        <source>%n unread message(s)</source>
        <translation>
            <numerusform>%n ungelesene Nachricht</numerusform>
            <numerusform>%n ungelesene Nachrichten</numerusform>
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
</context>
<context>
    <name>tacet::PageFrame</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
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
        <source>At least %n character(s). Four or five unrelated words are good and easy to keep.</source>
        <translation>
            <numerusform>Mindestens %n Zeichen. Vier oder fünf Wörter ohne Zusammenhang sind gut und leicht zu merken.</numerusform>
            <numerusform>Mindestens %n Zeichen. Vier oder fünf Wörter ohne Zusammenhang sind gut und leicht zu merken.</numerusform>
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
        <source>Tacet: %n unread message(s)</source>
        <translation>
            <numerusform>Tacet: %n ungelesene Nachricht</numerusform>
            <numerusform>Tacet: %n ungelesene Nachrichten</numerusform>
        </translation>
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
</context>
</TS>
