#include "ui/models/noticemodel.h"

#include "ui/models/tones.h"

#include <QtGlobal>

#include <array>

namespace stanscope {

namespace {

// clang-format off
constexpr std::array noticeColumns {
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "time, s"), QT_TRANSLATE_NOOP("stanscope::Columns", "When it was concluded, since the start of the run"), 72, true, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "channel"), QT_TRANSLATE_NOOP("stanscope::Columns", "Channel that it is about; empty: none"), 110, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "client"), QT_TRANSLATE_NOOP("stanscope::Columns", "Client that it is about; empty: none"), 110, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "what no frame says"), QT_TRANSLATE_NOOP("stanscope::Columns", "What the broker did, and what mends it"), 360, false },
};
// clang-format on

} // namespace

NoticeModel::NoticeModel(QObject* parent)
    : ConcludedModel<NoticeRow>(noticeColumns, parent)
{
}

const std::vector<NoticeRow>& NoticeModel::rowsOf(const Snapshot& snapshot) const
{
    return snapshot.tap.notices;
}

const Message& NoticeModel::messageOf(const NoticeRow& row) const
{
    return row.what;
}

bool NoticeModel::hasSameCells(const NoticeRow& left, const NoticeRow& right) const
{
    return left == right;
}

QString NoticeModel::text(int row, int column) const
{
    const QString text = ConcludedModel<NoticeRow>::text(row, column);
    const Message& remedy = at(row).remedy;
    return column != TextColumn || remedy.empty() ? text
                                                  : text + QStringLiteral(". ") + words(remedy);
}

std::optional<Tone> NoticeModel::tone(int row, int column) const
{
    if (column != TextColumn)
        return {};
    switch (at(row).kind) {
    case NoticeRow::Kind::Expired:
        return Tone::Failed;
    case NoticeRow::Kind::ChannelDeleted:
        return Tone::Skipped;
    case NoticeRow::Kind::ForeignCluster:
    case NoticeRow::Kind::Advice:
        return Tone::Expired;
    }
    return {};
}

} // namespace stanscope
