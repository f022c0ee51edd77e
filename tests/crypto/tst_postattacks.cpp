// T47 and T48 of docs/security.md at the level of this library: rows of threads, replies and channel messages that an
// operator moves and changes, and members who hold the epoch key and write as somebody else.
#include "tests/crypto/epochmembers.h"
#include "tests/support/attackreport.h"

#include <QTest>

#include <functional>
#include <random>

using namespace tacet;
using namespace tacet::crypto;
using namespace tacet::test;

namespace {

/// A row as the database hands it out.
struct Row {
    PostAddress address;
    SealedPost post;

    bool operator==(const Row &other) const
    {
        return address == other.address && post.title == other.post.title && post.body == other.post.body &&
               post.signature == other.post.signature;
    }
};

struct Column {
    const char *name;
    std::function<void(Row &row, Row from)> copy;
    std::function<void(Row &row, std::size_t bit)> flip;
    std::function<std::size_t(Row row)> bits;
};

// A column of bytes.
template <class Access>
Column bytesColumn(const char *name, Access access)
{
    return {name, [access](Row &row, Row from) { access(row) = access(from); },
            [access](Row &row, std::size_t bit) { access(row)[bit / 8] ^= std::byte(1 << (bit % 8)); },
            [access](Row row) { return access(row).size() * 8; }};
}

// A column that holds a number.
template <class Access>
Column numberColumn(const char *name, Access access)
{
    using Number = std::remove_cvref_t<std::invoke_result_t<Access, Row &>>;
    return {name, [access](Row &row, Row from) { access(row) = access(from); },
            [access](Row &row, std::size_t bit) { access(row) ^= Number{1} << bit; },
            [](const Row &) { return sizeof(Number) * 8; }};
}

const std::vector<Column> &columns()
{
    static const std::vector<Column> all{
        // The table that a row lies in; a kind has the two bits that tell the three apart.
        {"kind", [](Row &row, const Row &from) { row.address.kind = from.address.kind; },
         [](Row &row, std::size_t bit) {
             row.address.kind = static_cast<PostKind>(static_cast<std::uint8_t>(row.address.kind) ^ (1U << bit));
         },
         [](const Row &) { return std::size_t{2}; }},
        bytesColumn("chat_id", [](Row &row) -> auto & { return row.address.epoch.chat; }),
        numberColumn("epoch", [](Row &row) -> auto & { return row.address.epoch.epoch; }),
        bytesColumn("id", [](Row &row) -> auto & { return row.address.id; }),
        bytesColumn("thread_id", [](Row &row) -> auto & { return row.address.thread; }),
        bytesColumn("parent_reply_id", [](Row &row) -> auto & { return row.address.answers; }),
        numberColumn("edit_number", [](Row &row) -> auto & { return row.address.editNumber; }),
        bytesColumn("author_user", [](Row &row) -> auto & { return row.address.author.account; }),
        bytesColumn("author_device", [](Row &row) -> auto & { return row.address.author.device; }),
        numberColumn("author_sequence", [](Row &row) -> auto & { return row.address.authorSequence; }),
        {"parent_hash", [](Row &row, const Row &from) { row.address.parent = from.address.parent; },
         [](Row &row, std::size_t bit) {
             if (bit == 256)
                 row.address.parent.reset();
             else
                 (*row.address.parent)[bit / 8] ^= std::byte(1 << (bit % 8));
         },
         [](const Row &) { return std::size_t{257}; }},
        bytesColumn("signature", [](Row &row) -> auto & { return row.post.signature.bytes; }),
        bytesColumn("encrypted_title", [](Row &row) -> auto & { return row.post.title; }),
        bytesColumn("encrypted_body", [](Row &row) -> auto & { return row.post.body; }),
    };
    return all;
}

/// Two members, two chats and two epochs, with posts of every kind in all of them. Their reader holds all keys and
/// takes the key and the device that a row names.
class Board
{
public:
    Board()
    {
        for (const unsigned char chat : {1, 4}) {
            for (const std::uint64_t epoch : {3, 4})
                m_keys.push_back(EpochKey::generate({uuidOf(chat), epoch}, random).value());
        }
        for (const EpochKey &key : m_keys) {
            for (const EpochMember *author : {&alice, &mallory})
                postAll(key, *author);
        }
    }

    bool reads(const Row &row) const
    {
        const auto key = std::ranges::find(m_keys, row.address.epoch, &EpochKey::name);
        const auto author = std::ranges::find_if(
            m_members, [&](const EpochMember *member) { return member->local().address == row.address.author; });
        return key != m_keys.end() && author != m_members.end() &&
               row.post.open(row.address, *key, (*author)->verified()).has_value();
    }
    const std::vector<Row> &rows() const { return m_rows; }
    bool isGenuine(const Row &row) const { return std::ranges::contains(m_rows, row); }
    const EpochKey &firstKey() const { return m_keys.front(); }

    SeededRandom random{attackSeed()};
    EpochMember alice{2, random};
    EpochMember mallory{3, random};

private:
    void postAll(const EpochKey &key, const EpochMember &author)
    {
        for (PostAddress address : {messageAddress(author), threadAddress(author), replyAddress(author)}) {
            address.epoch = key.name();
            address.id = uuidOf(++m_nextId);
            if (address.kind == PostKind::Thread)
                address.thread = address.id;
            address.authorSequence = m_nextId;
            auto post = SealedPost::seal(textFor(address, "What I wrote."), address, key, key.commitment(),
                                         author.local(), random);
            m_rows.push_back({address, std::move(*post)});
        }
    }

    std::vector<EpochKey> m_keys;
    std::vector<const EpochMember *> m_members{&alice, &mallory};
    std::vector<Row> m_rows;
    unsigned char m_nextId = 0x20;
};

/// What was tried, and what of it was read as something that nobody wrote.
class Tally
{
public:
    explicit Tally(const Board &board)
        : m_board(board)
    {
    }
    void offer(const Row &row)
    {
        if (m_board.isGenuine(row))
            return;
        ++m_tried;
        m_accepted += m_board.reads(row);
    }
    qint64 tried() const { return m_tried; }
    bool allRefused() const { return m_accepted == 0 && m_tried > 0; }
    QString text() const { return QStringLiteral("accepted = %1").arg(m_accepted); }

private:
    const Board &m_board;
    qint64 m_tried = 0;
    qint64 m_accepted = 0;
};

// A signature of this member's over what a row says, as the author's would be.
Signature signedBy(const EpochMember &member, const Row &row, std::string_view label)
{
    Bytes bytes = row.address.encode();
    if (row.address.kind == PostKind::Thread)
        append(bytes, Sha256().update(Sha256::of(row.post.title)).update(Sha256::of(row.post.body)).finish());
    else
        append(bytes, Sha256::of(row.post.body));
    return member.local().identity.signLabelled(label, bytes);
}

} // namespace

class PostAttacksTest : public QObject
{
    Q_OBJECT
private slots:
    void everybodyReadsWhatWasWritten()
    {
        const Board board;
        for (const Row &row : board.rows())
            QVERIFY(board.reads(row));
    }

    // T47: every column changed by itself, bit by bit, and to what it is in every other row.
    void everyColumnChangedSingly()
    {
        const Board board;
        Tally tally(board);
        for (const Row &row : std::span(board.rows()).first(3)) {
            for (const Column &column : columns()) {
                for (std::size_t bit = 0; bit < column.bits(row); ++bit) {
                    Row changed = row;
                    column.flip(changed, bit);
                    tally.offer(changed);
                }
            }
        }
        for (const Row &row : board.rows()) {
            for (const Row &other : board.rows()) {
                for (const Column &column : columns()) {
                    Row changed = row;
                    column.copy(changed, other);
                    tally.offer(changed);
                }
            }
        }
        TACET_VERIFY_ATTACK("T47.single", tally.tried(), "accepted = 0", tally.text(), tally.allRefused());
    }

    // T47: two columns of another row at once, and everything but one or two.
    void pairsOfColumnsSwapped()
    {
        const Board board;
        Tally tally(board);
        for (const Row &row : board.rows()) {
            for (const Row &other : board.rows()) {
                for (std::size_t first = 0; first < columns().size(); ++first) {
                    for (std::size_t second = 0; second < first; ++second) {
                        Row changed = row;
                        columns()[first].copy(changed, other);
                        columns()[second].copy(changed, other);
                        tally.offer(changed);
                    }
                }
            }
        }
        TACET_VERIFY_ATTACK("T47.pairs", tally.tried(), "accepted = 0", tally.text(), tally.allRefused());
    }

    // T47: any mixture of two rows, with a few bits wrong now and then.
    void anyMixtureOfRows()
    {
        const Board board;
        Tally tally(board);
        std::mt19937_64 dice(attackSeed());
        const int rounds = isLongRun() ? 1'000'000 : 20'000;
        for (int round = 0; round < rounds; ++round) {
            Row changed = board.rows()[dice() % board.rows().size()];
            const Row &other = board.rows()[dice() % board.rows().size()];
            for (const Column &column : columns()) {
                if (dice() % 2 == 0)
                    column.copy(changed, other);
            }
            if (dice() % 4 == 0 && changed.address.parent) {
                const Column &column = columns()[dice() % columns().size()];
                if (const std::size_t bits = column.bits(changed); bits > 0)
                    column.flip(changed, dice() % bits);
            }
            tally.offer(changed);
        }
        TACET_VERIFY_ATTACK("T47.mixtures", tally.tried(), "accepted = 0", tally.text(), tally.allRefused());
    }

    // T48: Mallory is a member, has every epoch key and a good device, and writes as Alice.
    void aMemberDoesNotWriteAsAnother()
    {
        Board board;
        Tally tally(board);
        for (const auto &addressOf : {messageAddress, threadAddress, replyAddress}) {
            PostAddress own = addressOf(board.mallory);
            const auto mine = SealedPost::seal(textFor(own, "What Alice never wrote."), own, board.firstKey(),
                                               board.firstKey().commitment(), board.mallory.local(), board.random);
            QVERIFY(mine);
            Row forged{own, *mine};
            forged.address.author = board.alice.local().address;
            // With the signature that it has, with Mallory's own over Alice's name, with none, and with every one of
            // Alice's.
            tally.offer(forged);
            forged.post.signature = signedBy(board.mallory, forged, "Tacet-1 post");
            tally.offer(forged);
            forged.post.signature = {};
            tally.offer(forged);
            for (const Row &row : board.rows()) {
                forged.post.signature = row.post.signature;
                tally.offer(forged);
            }
            // What Alice signed for another purpose.
            for (const char *label : {"Tacet-1 group operation", "Tacet-1 session reset", "Tacet-1 identity prekey",
                                      "Tacet-1 signed prekey", "Tacet-1 invite join", "Tacet-1 pos", ""}) {
                forged.post.signature = signedBy(board.alice, forged, label);
                tally.offer(forged);
            }
            // Alice's device under Mallory's account, and the other way round.
            Row mixed{own, *mine};
            mixed.address.author.account = board.alice.local().address.account;
            mixed.post.signature = signedBy(board.mallory, mixed, "Tacet-1 post");
            tally.offer(mixed);
            mixed.address.author = {board.mallory.local().address.account, board.alice.local().address.device};
            mixed.post.signature = signedBy(board.mallory, mixed, "Tacet-1 post");
            tally.offer(mixed);
        }
        TACET_VERIFY_ATTACK("T48", tally.tried(), "accepted = 0", tally.text(), tally.allRefused());
    }

    // T48: Alice's words, signed by Mallory as Mallory's own, or somewhere else: the boxes open at their place only.
    void aMemberDoesNotSignAnothersBoxes()
    {
        const Board board;
        Tally tally(board);
        for (const Row &row : board.rows()) {
            if (row.address.author != board.alice.local().address)
                continue;
            Row stolen = row;
            stolen.address.author = board.mallory.local().address;
            stolen.post.signature = signedBy(board.mallory, stolen, "Tacet-1 post");
            tally.offer(stolen);
            for (const Row &other : board.rows()) {
                stolen.address = other.address;
                stolen.address.author = board.mallory.local().address;
                stolen.post.signature = signedBy(board.mallory, stolen, "Tacet-1 post");
                tally.offer(stolen);
            }
        }
        TACET_VERIFY_ATTACK("T48.stolen", tally.tried(), "accepted = 0", tally.text(), tally.allRefused());
    }
};

QTEST_APPLESS_MAIN(PostAttacksTest)
#include "tst_postattacks.moc"
