#include "ui/models/driftmodel.h"

#include "core/words/words.h"
#include "ui/models/tones.h"

#include <QtGlobal>

#include <array>

namespace stanscope {

namespace {

// clang-format off
constexpr std::array driftColumns {
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "time, s"), QT_TRANSLATE_NOOP("stanscope::Columns", "When it had stayed through its retries, since the start of the run"), 72, true, true },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "channel"), QT_TRANSLATE_NOOP("stanscope::Columns", "Channel that was compared"), 110, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "client"), QT_TRANSLATE_NOOP("stanscope::Columns", "Whose subscription differs; empty: the channel or a queue group"), 110, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "difference"), QT_TRANSLATE_NOOP("stanscope::Columns", "What the mirror says, and what channelsz says"), 260, false },
    Column { QT_TRANSLATE_NOOP("stanscope::Columns", "state"), QT_TRANSLATE_NOOP("stanscope::Columns", "Corrected: the mirror took the broker's word over"), 100, false },
};
// clang-format on

} // namespace

DriftModel::DriftModel(QObject* parent)
    : KeyedModel<DriftRow>(driftColumns, parent)
{
}

void DriftModel::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    if (!snapshot)
        return;
    readClock(*snapshot);
    showRows(snapshot->check.drift);
}

bool DriftModel::isSameRow(const DriftRow& left, const DriftRow& right) const
{
    return left.time == right.time && left.channel == right.channel && left.client == right.client
        && left.difference == right.difference;
}

bool DriftModel::hasSameCells(const DriftRow& left, const DriftRow& right) const
{
    return left.corrected == right.corrected;
}

SortKey DriftModel::sortKeyOf(const DriftRow& row, int column) const
{
    switch (column) {
    case ChannelColumn:
        return {0, QString::fromStdString(row.channel.value())};
    case ClientColumn:
        return {0, QString::fromStdString(row.client.value())};
    case DifferenceColumn:
        return {0, words(row.difference)};
    case StateColumn:
        return {row.corrected ? 1.0 : 0.0, {}};
    }
    return {static_cast<double>(row.time.count()), {}};
}

QString DriftModel::text(int row, int column) const
{
    const DriftRow& drift = at(row);
    switch (column) {
    case TimeColumn:
        return momentText(drift.time.count());
    case ChannelColumn:
        return QString::fromStdString(drift.channel.value());
    case ClientColumn:
        return QString::fromStdString(drift.client.value());
    case DifferenceColumn:
        return words(drift.difference);
    case StateColumn:
        return drift.corrected ? tr("corrected") : tr("open");
    }
    return {};
}

std::optional<Tone> DriftModel::tone(int row, int column) const
{
    if (column != StateColumn)
        return {};
    return at(row).corrected ? Tone::Skipped : Tone::Violated;
}

std::optional<int> DriftModel::rowOf(const Selection&) const
{
    return {};
}

} // namespace stanscope
