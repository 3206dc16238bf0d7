#include "ui/models/driftmodel.h"

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
    : ConcludedModel<DriftRow>(driftColumns, parent)
{
}

const std::vector<DriftRow>& DriftModel::rowsOf(const Snapshot& snapshot) const
{
    return snapshot.check.drift;
}

const Message& DriftModel::messageOf(const DriftRow& row) const
{
    return row.difference;
}

bool DriftModel::hasSameCells(const DriftRow& left, const DriftRow& right) const
{
    return left.corrected == right.corrected;
}

SortKey DriftModel::sortKeyOf(const DriftRow& row, int column) const
{
    if (column == StateColumn)
        return {row.corrected ? 1.0 : 0.0, {}};
    return ConcludedModel<DriftRow>::sortKeyOf(row, column);
}

QString DriftModel::text(int row, int column) const
{
    if (column == StateColumn)
        return at(row).corrected ? tr("corrected") : tr("open");
    return ConcludedModel<DriftRow>::text(row, column);
}

std::optional<Tone> DriftModel::tone(int row, int column) const
{
    if (column != StateColumn)
        return {};
    return at(row).corrected ? Tone::Skipped : Tone::Violated;
}

} // namespace stanscope
