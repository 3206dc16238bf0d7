#include "tests/support/mirrorprooffigures.h"

#include "core/words/words.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace stanscope::test {

namespace {

using namespace std::chrono_literals;

constexpr Nanos tolerance = 25ms;
/// Redeliveries of one holder so close are one fire of its timer.
constexpr Nanos fireSpan = 20ms;

double ms(Nanos time)
{
    return seconds(time) * 1000;
}

bool isWithin(Nanos error)
{
    return error <= tolerance && error >= -tolerance;
}

double share(int part, int whole)
{
    return whole == 0 ? 100.0 : 100.0 * part / whole;
}

QString percentile(const std::vector<double>& sorted, double rank)
{
    if (sorted.empty())
        return u"-"_s;
    const auto index = static_cast<std::size_t>(rank * static_cast<double>(sorted.size() - 1));
    return QString::number(sorted[index], 'f', 1);
}

/// How many redeliveries of the same holder came with it.
int fireSize(const std::vector<ScoredRedelivery>& all, const ScoredRedelivery& one)
{
    return static_cast<int>(
        std::count_if(all.begin(), all.end(), [&](const ScoredRedelivery& other) {
            return other.holder == one.holder && other.arrived <= one.arrived + fireSpan
                && other.arrived >= one.arrived - fireSpan;
        }));
}

} // namespace

void MirrorProofFigures::add(std::vector<ScoredRedelivery> redeliveries,
                             const MachineWatch& machine, Nanos start)
{
    using Kind = ScoredRedelivery::Kind;
    for (const ScoredRedelivery& one : redeliveries) {
        switch (one.kind) {
        case Kind::Resumed:
            ++resumed;
            continue;
        case Kind::FirstDrop:
            ++firstDrops;
            continue;
        case Kind::Restarted:
            ++restarted;
            restartedWithin += one.predicted && isWithin(one.arrived - *one.predicted) ? 1 : 0;
            continue;
        case Kind::Predictable:
            break;
        }
        if (!one.predicted) {
            ++unpredicted;
            continue;
        }
        const Nanos error = one.arrived - *one.predicted;
        ++counted;
        naiveWithin += isWithin(one.arrived - one.naive) ? 1 : 0;
        errors.push_back(ms(error));
        if (isWithin(error)) {
            ++within;
            continue;
        }
        const Nanos machineLate =
            error > Nanos{} ? machine.lateness(*one.predicted, one.arrived) : Nanos{};
        const bool isLate = error > Nanos{} && error - machineLate <= tolerance;
        late += isLate ? 1 : 0;
        misses +=
            u"   t %1 s  %2 seq %3 of %4%5: error %6 ms, delivery + AckWait %7 ms, fire of %8, "
            "machine late %9 ms%10\n%11"_s.arg(seconds(one.arrived - start), 0, 'f', 3)
                .arg(QString::fromStdString(one.channel))
                .arg(one.sequence)
                .arg(QString::fromStdString(one.holder))
                .arg(one.changedHands ? u" to another"_s : QString())
                .arg(ms(error), 0, 'f', 1)
                .arg(ms(one.arrived - one.naive), 0, 'f', 1)
                .arg(fireSize(redeliveries, one))
                .arg(ms(machineLate), 0, 'f', 1)
                .arg(isLate ? u": late machine"_s : QString())
                .arg(QString::fromStdString(one.story));
    }
}

void MirrorProofFigures::addCheck(const MirrorCheckView& check)
{
    ownCompared = check.compared;
    ownMatched = check.matched;
    corrections = check.corrections;
    for (const DriftRow& row : check.drift)
        drift += u"%1 s %2 %3 %4%5"_s.arg(seconds(row.time), 0, 'f', 3)
                     .arg(QString::fromStdString(row.channel.value()),
                          QString::fromStdString(row.client.value()), words(row.difference),
                          row.corrected ? u" (corrected)"_s : QString());
}

void MirrorProofFigures::add(const MirrorProofFigures& other)
{
    compared += other.compared;
    matched += other.matched;
    matchedAtOnce += other.matchedAtOnce;
    for (const auto& [field, count] : other.wrongFields)
        wrongFields[field] += count;
    groups += other.groups;
    stalledCompared += other.stalledCompared;
    stalledWrong += other.stalledWrong;
    clientsCompared += other.clientsCompared;
    clientsMatched += other.clientsMatched;
    ownCompared += other.ownCompared;
    ownMatched += other.ownMatched;
    corrections += other.corrections;
    drift += other.drift;
    deliveries += other.deliveries;
    errors.insert(errors.end(), other.errors.begin(), other.errors.end());
    counted += other.counted;
    unpredicted += other.unpredicted;
    within += other.within;
    late += other.late;
    naiveWithin += other.naiveWithin;
    resumed += other.resumed;
    firstDrops += other.firstDrops;
    restarted += other.restarted;
    restartedWithin += other.restartedWithin;
    misses += other.misses;
    mismatches += other.mismatches;
}

double MirrorProofFigures::matchedShare() const
{
    return share(matched, compared);
}
double MirrorProofFigures::withinShare() const
{
    return share(within, counted);
}
double MirrorProofFigures::naiveShare() const
{
    return share(naiveWithin, counted);
}
double MirrorProofFigures::rightShare() const
{
    return share(within + late, counted);
}

QString toText(const std::vector<MirrorProofFigures>& figures, int stories)
{
    QString text;
    for (const MirrorProofFigures& one : figures) {
        std::vector<double> errors = one.errors;
        std::sort(errors.begin(), errors.end());
        QStringList fields;
        for (const auto& [field, count] : one.wrongFields)
            fields += u"%1 %2"_s.arg(field).arg(count);
        text += one.name + u'\n';
        text += u"  channel snapshots  compared %1  matched %2 (%3 %)  at once %4  wrong: %5\n"_s
                    .arg(one.compared)
                    .arg(one.matched)
                    .arg(one.matchedShare(), 0, 'f', 2)
                    .arg(one.matchedAtOnce)
                    .arg(fields.isEmpty() ? u"-"_s : fields.join(u", "_s));
        text += u"                     group orders %1, client lists %2 of %3, is_stalled %4 of %5 "
                "(advisory)\n"_s.arg(one.groups)
                    .arg(one.clientsMatched)
                    .arg(one.clientsCompared)
                    .arg(one.stalledCompared - one.stalledWrong)
                    .arg(one.stalledCompared);
        text +=
            u"  product's own      compared %1  matched %2  corrections %3\n"_s.arg(one.ownCompared)
                .arg(one.ownMatched)
                .arg(one.corrections);
        text += u"  redeliveries       counted %1  within 25 ms %2 (%3 %)  late machine %4  "
                "(right %5 %)  naive %6 (%7 %)\n"_s.arg(one.counted)
                    .arg(one.within)
                    .arg(one.withinShare(), 0, 'f', 2)
                    .arg(one.late)
                    .arg(one.rightShare(), 0, 'f', 2)
                    .arg(one.naiveWithin)
                    .arg(one.naiveShare(), 0, 'f', 2);
        text += u"                     error ms  p1 %1  p50 %2  p95 %3  p99 %4  max %5\n"_s.arg(
            percentile(errors, 0.01), percentile(errors, 0.5), percentile(errors, 0.95),
            percentile(errors, 0.99), percentile(errors, 1.0));
        text += u"                     not counted: shown as unknown %1, resumed %2, first drop "
                "%3, over a restart %4 (within %5); deliveries %6\n"_s.arg(one.unpredicted)
                    .arg(one.resumed)
                    .arg(one.firstDrops)
                    .arg(one.restarted)
                    .arg(one.restartedWithin)
                    .arg(one.deliveries);
    }
    for (const MirrorProofFigures& one : figures) {
        for (const QString& line : one.mismatches.mid(0, stories))
            text += one.name + u": "_s + line + u'\n';
        for (const QString& line : one.drift.mid(0, stories))
            text += one.name + u": its own drift: "_s + line + u'\n';
        for (const QString& line : one.misses.mid(0, stories))
            text += one.name + u": miss\n"_s + line;
    }
    return text;
}

} // namespace stanscope::test
