#pragma once

#include "core/lab/snapshot.h"

#include <cstdint>
#include <vector>

namespace stanscope {

struct BalancePoint
{
    double time = 0; ///< s since the start of the run
    double cents = 0;

    bool operator==(const BalancePoint&) const = default;
};

/// The two step curves of one account: what is there and what should be.
class BalanceCurve
{
public:
    using Points = std::vector<BalancePoint>;

    /// Another account, or another run: from its opening balance on. Times count from `origin`
    /// after the run's start.
    void startOver(NameId account, std::int64_t opening, Nanos origin = {});
    /// Reads the steps since the last call.
    void readOn(const History& history, const Extent& extent);

    NameId account() const { return m_account; }
    const Points& actual() const { return m_actual; }
    const Points& expected() const { return m_expected; }
    /// Of everything so far, zero included: a range that does not jump while one looks around.
    double lowest() const { return m_lowest; }
    double highest() const { return m_highest; }
    double actualAt(double time) const { return valueAt(m_actual, time); }
    double expectedAt(double time) const { return valueAt(m_expected, time); }

    /// The points of `curve` that draw it from `from` to `to`: with a point at each border, and of
    /// what lies closer than `pixel` seconds only first, lowest, highest and last.
    static Points visible(const Points& curve, double from, double to, double pixel);

private:
    static double valueAt(const Points& curve, double time);

    NameId m_account = 0;
    Nanos m_origin{};
    Points m_actual{BalancePoint{}};
    Points m_expected{BalancePoint{}};
    double m_lowest = 0;
    double m_highest = 0;
    std::size_t m_read = 0;
};

} // namespace stanscope
