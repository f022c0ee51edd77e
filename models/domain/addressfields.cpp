#include "models/domain/addressfields.h"

#include "models/domain/linkfields.h"

#include <limits>

namespace tacet {

namespace {

constexpr int kIdSize = 16;

enum AddressField { Place, Workspace, Name, Database, Directory, Host, Port, Certificate, AddressFields };
static_assert(AddressFields == kAddressFields);

} // namespace

void appendAddress(QCborArray &fields, const WorkspaceAddress &address)
{
    fields.append(static_cast<int>(address.place));
    fields.append(address.id.toBytes());
    for (const QString &text : {address.name, address.database, address.directory, address.host})
        fields.append(text);
    fields.append(address.port);
    fields.append(address.rootCertificate);
}

std::optional<WorkspaceAddress> addressAt(const QCborArray &fields, qsizetype first)
{
    const auto at = [&](AddressField field) { return fields.at(first + field); };
    if (!isIntegerBetween(at(Place), 0, 1) || at(Workspace).toByteArray().size() != kIdSize || !at(Name).isString() ||
        !at(Database).isString() || !at(Directory).isString() || !at(Host).isString() ||
        !isIntegerBetween(at(Port), 0, std::numeric_limits<quint16>::max()) || !at(Certificate).isByteArray())
        return std::nullopt;
    using Kind = WorkspaceAddress::Place;
    return WorkspaceAddress{.place = at(Place).toInteger() == 0 ? Kind::ThisComputer : Kind::Server,
                            .id = WorkspaceId(QUuid::fromRfc4122(at(Workspace).toByteArray())),
                            .name = at(Name).toString(),
                            .database = at(Database).toString(),
                            .directory = at(Directory).toString(),
                            .host = at(Host).toString(),
                            .port = static_cast<quint16>(at(Port).toInteger()),
                            .rootCertificate = at(Certificate).toByteArray()};
}

} // namespace tacet
