#include "ui/models/noticemodel.h"

#include "core/words/words.h"
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
    : KeyedModel<NoticeRow>(noticeColumns, parent)
{
}

void NoticeModel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    if (!snapshot)
        return;
    readClock(*snapshot);
    showRows(snapshot->tap.notices);
}

bool NoticeModel::isSameRow(const NoticeRow& left, const NoticeRow& right) const
{
    return left == right;
}

bool NoticeModel::hasSameCells(const NoticeRow&, const NoticeRow&) const
{
    return true;
}

SortKey NoticeModel::sortKeyOf(const NoticeRow& row, int column) const
{
    switch (column) {
    case ChannelColumn:
        return {0, QString::fromStdString(row.channel.value())};
    case ClientColumn:
        return {0, QString::fromStdString(row.client.value())};
    case TextColumn:
        return {0, words(row.what)};
    }
    return {static_cast<double>(row.time.count()), {}};
}

QString NoticeModel::text(int row, int column) const
{
    const NoticeRow& notice = at(row);
    switch (column) {
    case TimeColumn:
        return momentText(notice.time.count());
    case ChannelColumn:
        return QString::fromStdString(notice.channel.value());
    case ClientColumn:
        return QString::fromStdString(notice.client.value());
    case TextColumn:
        if (notice.remedy.empty())
            return words(notice.what);
        return words(notice.what) + QStringLiteral(". ") + words(notice.remedy);
    }
    return {};
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

std::optional<int> NoticeModel::rowOf(const Selection&) const
{
    return {};
}

} // namespace stanscope
