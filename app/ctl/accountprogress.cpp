#include "app/ctl/accountprogress.h"

namespace tacet::ctl {

namespace {

QString sentenceFor(ProfileService::Step step)
{
    using Step = ProfileService::Step;
    switch (step) {
    case Step::PreparingVault: return QStringLiteral("Preparing the vault …");
    case Step::StartingDatabase: return QStringLiteral("Starting the database …");
    case Step::CreatingDatabase: return QStringLiteral("Creating the workspace's database …");
    case Step::SigningIn: return QStringLiteral("Signing in …");
    case Step::MakingKeys: return QStringLiteral("Making keys …");
    case Step::Enrolling: return QStringLiteral("Joining the workspace …");
    case Step::Opening: break;
    }
    return QStringLiteral("Opening …");
}

} // namespace

AccountProgress::AccountProgress(ProfileService &profile, const Output &output)
{
    connect(&profile, &ProfileService::progressed, this,
            [&output](ProfileService::Step step) { output.progress(sentenceFor(step)); });
}

} // namespace tacet::ctl
