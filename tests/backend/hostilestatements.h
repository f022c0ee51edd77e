#pragma once
#include "tests/backend/attackcatalog.h"

namespace tacet {

/// Statements that a member with psql may think of, generated over the catalog.
namespace hostile {

/// Every verb on one table, partition, view or sequence. All of them have to be refused.
QByteArrayList onRelation(const AttackCatalog::Relation &relation);
/// Ways to make values of hidden rows appear in errors: on every column.
QByteArrayList leaks(const AttackCatalog::Relation &relation);
/// The catalogs and statistics that everybody can read: they answer, but with nothing of anybody.
QByteArrayList onCatalogs(const AttackCatalog &catalog);
/// Becoming somebody else, code of one's own, files, large objects. All of them have to be refused.
QByteArrayList onServer(const QByteArray &ownRole, const QByteArrayList &otherRoles);

} // namespace hostile

} // namespace tacet
