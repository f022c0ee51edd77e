#include "ui/widgets/errortext.h"

#include <QCoreApplication>

namespace tacet {

namespace {

struct ErrorText {
    Q_DECLARE_TR_FUNCTIONS(tacet::ErrorText)
};

QString nothingChanged()
{
    return ErrorText::tr("Nothing was changed.");
}

QString messagesKept()
{
    return ErrorText::tr("Your messages are safe on this computer.");
}

ErrorWords connectionWords(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Offline:
        return {ErrorText::tr("The workspace cannot be reached."),
                ErrorText::tr("You can read and write; what you send waits on this computer."),
                ErrorText::tr("Check the network. Tacet tries again by itself.")};
    case ErrorCode::Timeout:
        return {ErrorText::tr("The workspace did not answer in time."), messagesKept(),
                ErrorText::tr("Tacet tries again by itself.")};
    case ErrorCode::LoginRefused:
        return {ErrorText::tr("The workspace refused this device."), messagesKept(),
                ErrorText::tr("Ask whoever runs the workspace whether this device was removed.")};
    case ErrorCode::RateLimited:
        return {ErrorText::tr("That was too much in too short a time."), messagesKept(),
                ErrorText::tr("Wait a minute and try again.")};
    case ErrorCode::QuotaExceeded:
        return {ErrorText::tr("The space set aside for this is used up."), messagesKept(),
                ErrorText::tr("Ask whoever runs the workspace for more space.")};
    case ErrorCode::WorkspaceClosed:
        return {ErrorText::tr("The workspace is closed at the moment."), messagesKept(),
                ErrorText::tr("Ask whoever runs the workspace when it opens again. Tacet tries again by itself.")};
    case ErrorCode::ServerTooOld:
        return {ErrorText::tr("The workspace's PostgreSQL is too old for Tacet."), nothingChanged(),
                ErrorText::tr("Ask whoever runs the workspace to update PostgreSQL to 17.10 or newer.")};
    case ErrorCode::SchemaTooNew:
        return {ErrorText::tr("This was made by a newer Tacet."), nothingChanged(),
                ErrorText::tr("Update Tacet on this computer.")};
    case ErrorCode::SchemaTooOld:
        return {ErrorText::tr("The workspace is older than this Tacet."), nothingChanged(),
                ErrorText::tr("Ask whoever runs the workspace to bring it up to date.")};
    case ErrorCode::SchemaEdited:
        return {ErrorText::tr("The workspace's tables are not what Tacet made."), nothingChanged(),
                ErrorText::tr("Ask whoever runs the workspace to restore them before you go on.")};
    default: return {};
    }
}

ErrorWords storageWords(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Damaged:
        return {ErrorText::tr("The data on this computer is damaged."),
                ErrorText::tr("Tacet opened nothing and overwrote nothing."),
                ErrorText::tr("Restore the profile's folder from a backup, or join again with a new link.")};
    case ErrorCode::WrongPassphrase:
        return {ErrorText::tr("This is not the passphrase."), nothingChanged(),
                ErrorText::tr("Try again; look out for Caps Lock and the keyboard's language.")};
    case ErrorCode::AlreadyRunning:
        return {ErrorText::tr("Another Tacet has this profile open."), nothingChanged(),
                ErrorText::tr("Use that window, or close it and try again.")};
    case ErrorCode::AlreadyExists:
        return {ErrorText::tr("There is an account in this profile already."),
                ErrorText::tr("Tacet never writes over an account."),
                ErrorText::tr("Unlock it, or start Tacet with another profile folder.")};
    case ErrorCode::NotOpen:
        return {ErrorText::tr("Tacet is locked."), messagesKept(), ErrorText::tr("Unlock it and try again.")};
    case ErrorCode::DiskFull:
        return {ErrorText::tr("The disk is full."), ErrorText::tr("What is stored already is safe."),
                ErrorText::tr("Free some space and try again.")};
    case ErrorCode::Io:
        return {ErrorText::tr("A file could not be read or written."), ErrorText::tr("What is stored already is safe."),
                ErrorText::tr("Check that the profile's folder is yours and the disk works, then try again.")};
    default: return {};
    }
}

ErrorWords signInWords(ErrorCode code)
{
    switch (code) {
    case ErrorCode::WrongCode:
        return {ErrorText::tr("The code is wrong, was used before or is too old."), nothingChanged(),
                ErrorText::tr("Give the one that the authenticator shows now, or a recovery code.")};
    case ErrorCode::SignInLocked:
        return {ErrorText::tr("Too many codes were wrong."), ErrorText::tr("Signing in is locked for 15 minutes."),
                ErrorText::tr("Wait and try again.")};
    case ErrorCode::WrongPhrase:
        return {ErrorText::tr("This is not the account's recovery phrase."), nothingChanged(),
                ErrorText::tr("Look whether there is a newer one: only the newest counts.")};
    case ErrorCode::NoRecoveryPhrase:
        return {ErrorText::tr("The account has no recovery phrase."),
                ErrorText::tr("Without it no other computer can get the account's keys."),
                ErrorText::tr("Make one on a computer that has the account.")};
    case ErrorCode::AdministrationEnded:
        return {ErrorText::tr("The administration has ended because nobody used it for a while."), nothingChanged(),
                ErrorText::tr("Unlock it again with your passphrase.")};
    case ErrorCode::NotAdministrator:
        return {ErrorText::tr("You are not an administrator of this workspace, or no longer one."), nothingChanged(),
                ErrorText::tr("Ask the owner of the workspace.")};
    default: return {};
    }
}

ErrorWords peopleWords(ErrorCode code)
{
    switch (code) {
    case ErrorCode::NotFound:
        return {ErrorText::tr("This does not exist, or you may not see it."), nothingChanged(),
                ErrorText::tr("Check the spelling, or ask the person you look for.")};
    case ErrorCode::Conflict:
        return {ErrorText::tr("Somebody changed this at the same time."), nothingChanged(),
                ErrorText::tr("Look at the new state and try again.")};
    case ErrorCode::CryptoFailed:
        return {ErrorText::tr("A signature or a key does not fit."),
                ErrorText::tr("Tacet did not trust it, and sent nothing."),
                ErrorText::tr("If it happens again, compare safety numbers with this person.")};
    case ErrorCode::IdentityChanged:
        return {ErrorText::tr("This person's safety number has changed."),
                ErrorText::tr("Nothing is sent until you decide."),
                ErrorText::tr("Compare the new number with the person, then accept it.")};
    case ErrorCode::NoDevices:
        return {ErrorText::tr("This person has no device that can receive."), messagesKept(),
                ErrorText::tr("Ask the person to open Tacet once.")};
    case ErrorCode::TokenInvalid:
        return {ErrorText::tr("This link was used already, or its time is over."), nothingChanged(),
                ErrorText::tr("Ask for a new link.")};
    case ErrorCode::UsernameTaken:
        return {ErrorText::tr("Somebody else has this user name."), ErrorText::tr("Your link can still be used."),
                ErrorText::tr("Choose another user name.")};
    case ErrorCode::Blocked:
        return {ErrorText::tr("One of you has blocked the other."), ErrorText::tr("Nothing was sent."),
                ErrorText::tr("If it was you, unblock the person first.")};
    case ErrorCode::Forbidden:
        return {ErrorText::tr("Your role in this chat does not allow that."), ErrorText::tr("Nothing was changed."),
                ErrorText::tr("Ask an owner or an administrator of the chat.")};
    case ErrorCode::TooSoon:
        return {ErrorText::tr("This chat has slow mode."), ErrorText::tr("Your message is kept and is sent later."),
                ErrorText::tr("Wait a moment.")};
    default: return {};
    }
}

ErrorWords generalWords(ErrorCode code)
{
    if (code == ErrorCode::Cancelled)
        return {ErrorText::tr("You stopped this."), nothingChanged(), ErrorText::tr("Start again whenever you like.")};
    if (code == ErrorCode::InvalidInput)
        return {ErrorText::tr("What was entered cannot be used."), nothingChanged(),
                ErrorText::tr("Correct it and try again.")};
    return {ErrorText::tr("Something inside Tacet went wrong."), messagesKept(),
            ErrorText::tr("Try again. If it stays, please report it with the steps that led here.")};
}

} // namespace

ErrorWords errorWords(ErrorCode code)
{
    for (const auto &words : {connectionWords(code), storageWords(code), signInWords(code), peopleWords(code)}) {
        if (!words.happened.isEmpty())
            return words;
    }
    return generalWords(code);
}

QString failureWords(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Blocked: return ErrorText::tr("Not sent: one of you has blocked the other");
    case ErrorCode::IdentityChanged: return ErrorText::tr("Not sent: the safety number has changed");
    case ErrorCode::NoDevices: return ErrorText::tr("Not sent: no device can receive it");
    case ErrorCode::QuotaExceeded: return ErrorText::tr("Not sent: the space is used up");
    case ErrorCode::CryptoFailed: return ErrorText::tr("Not sent: a key does not fit");
    case ErrorCode::Forbidden: return ErrorText::tr("Not sent: your role does not allow it");
    default: return ErrorText::tr("Not sent");
    }
}

} // namespace tacet
