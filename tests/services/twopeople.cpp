#include "tests/services/twopeople.h"

namespace tacet::tests {

Result<> TwoPeople::meet()
{
    TACET_TRY(alice.create());
    if (!alice.goOnline())
        return fail(ErrorCode::Offline);
    TACET_TRY_ASSIGN(database, DatabaseOperator::at(alice.session().account().workspace));
    TACET_TRY_ASSIGN(const EnrolmentLink link, waitFor(alice.session().enrolment().createLink()));
    TACET_TRY(bob.join(link));
    if (!bob.goOnline())
        return fail(ErrorCode::Offline);
    TACET_TRY(bob.send(QStringLiteral("alice"), QStringLiteral("hello alice")));
    if (!QTest::qWaitFor([this] { return alice.received().size() == 1; }, 20'000))
        return fail(ErrorCode::Timeout);
    TACET_TRY(alice.send(QStringLiteral("bob"), QStringLiteral("hello bob")));
    if (!QTest::qWaitFor([this] { return bob.received().size() == 1; }, 20'000))
        return fail(ErrorCode::Timeout);
    return {};
}

Result<> TwoPeople::comeBack(Person &person)
{
    TACET_TRY(person.unlock());
    return person.goOnline() ? Result<>() : fail(ErrorCode::Offline);
}

int TwoPeople::waitingFor(const QString &username)
{
    const auto count = database->value(QStringLiteral("SELECT count(*) FROM tacet.mailbox b JOIN tacet.devices d "
                                                      "ON d.id = b.device_id JOIN tacet.users u ON u.id = d.user_id "
                                                      "WHERE u.username = :0"),
                                       {username});
    return count ? count->toInt() : -1;
}

} // namespace tacet::tests
