#include "models/domain/enrolmentlink.h"
#include "models/domain/invitelink.h"
#include "tests/fuzz/seedwriter.h"

#include <QTimeZone>
#include <QUrl>
#include <QUrlQuery>

namespace tacet::fuzz {
namespace {

EnrolmentLink sample(WorkspaceAddress::Place place)
{
    return {
        .workspace = {.place = place,
                      .id = WorkspaceId(QUuid::fromRfc4122(QByteArray(16, 'w'))),
                      .name = QStringLiteral("Team"),
                      .database = QStringLiteral("tacet_team"),
                      .directory = QStringLiteral("/home/a/.local/share/tacet"),
                      .host = QStringLiteral("db.example.org"),
                      .port = 5432,
                      .rootCertificate = QByteArrayLiteral("-----BEGIN CERTIFICATE-----")},
        .enrolRole = QStringLiteral("enroll"),
        .enrolPassword = QStringLiteral("password"),
        .token = QByteArray(32, 't'),
        .inviteKey = QByteArray(32, 'k'),
        .inviter = UserId(QUuid::fromRfc4122(QByteArray(16, 'u'))),
        .inviterMasterKey = QByteArray(32, 'm'),
        .expires = QDateTime::fromSecsSinceEpoch(1'800'000'000, QTimeZone::UTC),
    };
}

QByteArray decoded(const QString &text)
{
    return QByteArray::fromBase64(text.toLatin1(), QByteArray::Base64UrlEncoding);
}

// See linkFrom() in fuzzinvitelink.cpp for the two forms.
void writeInviteLink(const SeedWriter &writer)
{
    const InviteLink link{.workspace = WorkspaceId(QUuid::fromRfc4122(QByteArray(16, 'w'))),
                          .host = QStringLiteral("db.example.org"),
                          .port = 5432,
                          .secret = QStringLiteral("0123456789ABCDEFGHJK")};
    const QString text = link.toString();
    const QByteArray utf8 = text.toUtf8();
    const QByteArray cbor = 'c' + decoded(QUrlQuery(QUrl(text)).queryItemValue(QStringLiteral("w")));
    writer.write("invitelink", "text", std::as_bytes(std::span(utf8)));
    writer.write("invitelink", "cbor", std::as_bytes(std::span(cbor)));
}

} // namespace

void writeDomainSeeds(const SeedWriter &writer)
{
    writeInviteLink(writer);
    for (const auto place : {WorkspaceAddress::Place::ThisComputer, WorkspaceAddress::Place::Server}) {
        const QString text = sample(place).toString();
        const QUrl url(text);
        const QByteArray open = decoded(QUrlQuery(url).queryItemValue(QStringLiteral("w")));
        const QByteArray cbor = QByteArrayLiteral("c") + char(open.size()) + open + decoded(url.fragment());
        const QByteArray utf8 = text.toUtf8();
        const std::string where = place == WorkspaceAddress::Place::Server ? "server" : "here";
        // See linkFrom() in fuzzenrolmentlink.cpp for the two forms.
        writer.write("enrolmentlink", "text-" + where, std::as_bytes(std::span(utf8)));
        writer.write("enrolmentlink", "cbor-" + where, std::as_bytes(std::span(cbor)));
    }
}

} // namespace tacet::fuzz
