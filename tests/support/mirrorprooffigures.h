#pragma once

#include "tests/support/machinewatch.h"
#include "tests/support/mirrorproofsink.h"

#include <QString>
#include <QStringList>

#include <map>
#include <vector>

namespace stanscope::test {

/// What one watcher of one run came to.
struct MirrorProofFigures
{
    QString name;
    // Snapshots of one channel each, compared with channelsz at quiet moments.
    int compared = 0;
    int matched = 0;
    int matchedAtOnce = 0; ///< without a second look
    std::map<QString, int> wrongFields;
    int groups = 0; ///< whose member order was compared
    int stalledCompared = 0;
    int stalledWrong = 0;
    int clientsCompared = 0;
    int clientsMatched = 0;
    // What the product itself says.
    std::uint64_t ownCompared = 0;
    std::uint64_t ownMatched = 0;
    std::uint64_t corrections = 0;
    QStringList drift;
    // Redeliveries.
    std::uint64_t deliveries = 0;
    std::vector<double> errors; ///< ms, arrival - prediction, of the predicted ones
    int counted = 0;
    int unpredicted = 0; ///< not counted: shown as unknown
    int within = 0; ///< ±25 ms
    int late = 0; ///< not within, and the machine was as late
    int naiveWithin = 0;
    int resumed = 0;
    int firstDrops = 0;
    int restarted = 0;
    int restartedWithin = 0;
    QStringList misses;
    QStringList mismatches;

    void add(std::vector<ScoredRedelivery> redeliveries, const MachineWatch& machine, Nanos start);
    /// What the product says of itself.
    void addCheck(const MirrorCheckView& check);
    /// Another run of the same kind.
    void add(const MirrorProofFigures& other);
    double matchedShare() const; ///< per cent; 100 when there is nothing
    double withinShare() const;
    double naiveShare() const;
    /// Without what the machine was late with.
    double rightShare() const;
};

/// The figures as a table; then each mismatch and miss, `stories` of them at most.
QString toText(const std::vector<MirrorProofFigures>& figures, int stories);

} // namespace stanscope::test
